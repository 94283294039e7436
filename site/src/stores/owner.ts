import { effect, type ReadonlySignal, untracked } from '@preact/signals';
import * as z from 'zod';
import type { SessionState } from './session.ts';
import { keep, type Shelf } from './shelf.ts';

/** Whose cart and draft are on this device. */
interface Owner {
  /** Somebody is signed in: what another person left behind, whose session ended without a sign-out, is forgotten. */
  arrive(id: string): void;
  /** Has everybody arrive who signs in. */
  watch(session: ReadonlySignal<SessionState>): void;
  /** The owner signs out. */
  leave(): void;
}

/** Remembers who was signed in last; `forget` takes away what is theirs. */
export const createOwner = (shelf: Shelf, forget: () => void): Owner => {
  const kept = keep<string | undefined>(shelf, 'shop.owner', z.string().min(1).max(128), undefined);
  const arrive = (id: string): void => {
    const last = kept.refresh();
    if (last === id) return;
    // What nobody owned yet is taken along by who signs in.
    if (last !== undefined) forget();
    kept.set(id);
  };
  return {
    arrive,
    watch: (session) => {
      effect(() => {
        const state = session.value;
        if (state.status === 'signed-in') untracked(() => arrive(state.person.id));
      });
    },
    leave: () => {
      forget();
      kept.set(undefined);
    },
  };
};
