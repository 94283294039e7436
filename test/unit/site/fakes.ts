import { type Signal, signal } from '@preact/signals';
import type { Product } from '../../../lambdas/core/contract/product.ts';
import type { Session, SessionState } from '../../../site/src/stores/session.ts';
import type { Shelf } from '../../../site/src/stores/shelf.ts';

/** A device's storage, and the shelves that its tabs have of it. */
export const createDevice = () => {
  const values = new Map<string, string>();
  const watchers: { tab: object; key: string; onChange: () => void }[] = [];
  let turn: Promise<unknown> = Promise.resolve();
  return {
    values,
    /** A tab that is closed gives back what it had locked. */
    closeTabs: (): void => {
      turn = Promise.resolve();
    },
    /** As the browser's lock: one after another, in whichever tab. */
    alone: <T>(task: () => Promise<T>): Promise<T> => {
      const mine = turn.then(task, task);
      turn = mine.catch(() => undefined);
      return mine;
    },
    openTab: (): Shelf => {
      const tab = {};
      return {
        read: (key) => values.get(key) ?? null,
        write: (key, value) => {
          if (value === undefined) values.delete(key);
          else values.set(key, value);
          for (const watcher of watchers) if (watcher.key === key && watcher.tab !== tab) watcher.onChange();
        },
        watch: (key, onChange) => {
          watchers.push({ tab, key, onChange });
        },
      };
    },
  };
};

/** A product of the catalogue. */
export const product = (key: string, details: Partial<Product> = {}): Product => ({
  product: key,
  name: key,
  description: `A ${key}.`,
  unitPriceCents: 1000,
  currency: 'EUR',
  maxPerOrder: 5,
  available: true,
  ...details,
});

/** The session of a person; nobody's without one. */
export const sessionOf = (id: string | undefined): Session & { state: Signal<SessionState> } => ({
  state: signal<SessionState>(
    id === undefined ? { status: 'signed-out' } : { status: 'signed-in', person: { id, email: `${id}@example.com` } },
  ),
  failed: signal(false),
  start: async () => undefined,
  resume: async () => {},
  signIn: async () => {},
  signOut: async () => {},
});
