import type { StoredAct } from '../../../cdk/operations/erase/acts.ts';
import type { Erasure, StoredOrder } from '../../../cdk/operations/erase/erasure.ts';
import type { StoredMail } from '../../../cdk/operations/erase/mails.ts';
import type { Account, Deps, OrderExecution } from '../../../cdk/operations/erase/ports.ts';

/** The process died: at this call, before or after it had its effect. */
export class Died extends Error {}

/** When everything happens here. */
export const now = new Date('2025-11-04T12:00:00Z');

const copy = <T>(value: T): T => structuredClone(value);

const apply = <T extends Record<string, unknown>>(order: T, { set, remove }: Erasure): T => {
  const next: Record<string, unknown> = { ...copy(order), ...copy(set) };
  for (const name of remove) delete next[name];
  return next as T;
};

/** What a world holds to begin with. */
export interface Holdings {
  readonly account?: Account;
  readonly orders?: readonly StoredOrder[];
  readonly mails?: readonly StoredMail[];
  readonly executions?: Readonly<Record<string, readonly OrderExecution[]>>;
  readonly acts?: readonly StoredAct[];
  readonly suppressed?: readonly string[];
  readonly products?: readonly string[];
}

/** A shop in memory, with the rules of the services: conditions of writes, exact spellings, accounts that are gone. */
export const createWorld = (held: Holdings) => {
  const state = {
    account: held.account,
    orders: new Map((held.orders ?? []).map((order) => [order.orderId, copy(order)])),
    mails: copy([...(held.mails ?? [])]),
    acts: new Map((held.acts ?? []).map((act) => [act.position, copy(act)])),
    suppressed: new Set(held.suppressed ?? []),
    signedOut: false,
  };
  const ids = (attribute: string, value: string): string[] =>
    [...state.orders.values()].filter((order) => order[attribute] === value).map(({ orderId }) => orderId);

  const erase = (order: StoredOrder, erasure: Erasure): StoredOrder | undefined => {
    const stored = state.orders.get(order.orderId);
    const claimed = stored?.confirmationClaimedUntil;
    if (!stored || stored.status !== order.status || (claimed && claimed > now.toISOString())) return undefined;
    const next = apply(stored, erasure);
    state.orders.set(order.orderId, next);
    return copy(next);
  };

  /** The ports; each write goes through `step`, which may die or let others go first. */
  const deps = (step: <T>(name: string, write: () => T) => Promise<T> = async (_name, write) => write()): Deps => ({
    accounts: {
      find: async (email) => {
        const found = state.account?.email?.toLowerCase() === email.trim().toLowerCase();
        return found ? copy(state.account) : undefined;
      },
      close: (account) =>
        step('close', () => {
          if (!state.account) return;
          state.signedOut = true;
          state.account = { ...account, enabled: false };
        }),
      delete: () =>
        step('delete account', () => {
          state.account = undefined;
        }),
    },
    orders: {
      idsOfEmail: async (key) => ids('searchEmail', key),
      idsOfCustomer: async (customerId) => ids('customerId', customerId),
      read: async (orderId) => copy(state.orders.get(orderId)),
      erase: (order, erasure) => step(`erase ${order.orderId}`, () => erase(order, erasure)),
    },
    mails: {
      of: async (orderId) => copy(state.mails.filter((mail) => mail.orderId === orderId)),
      erase: ({ orderId, occasion }, remove) =>
        step(`erase mail ${orderId}`, () => {
          const mail = state.mails.find((each) => each.orderId === orderId && each.occasion === occasion);
          if (!mail || (mail.claimedUntil ?? '') > now.toISOString()) return false;
          for (const name of remove) delete mail[name];
          return true;
        }),
    },
    acts: {
      of: async (orderId) => [...state.acts.values()].filter((act) => act.orderId === orderId).map(copy),
      erase: (act, erasure) =>
        step(`erase act ${act.position}`, () => {
          const stored = state.acts.get(act.position);
          if (stored) state.acts.set(act.position, apply(stored, erasure));
        }),
    },
    executions: { of: async (orderId) => [...(held.executions?.[orderId] ?? [])] },
    productsAmong: async (texts) => new Set(texts.filter((text) => (held.products ?? []).includes(text))),
    suppression: {
      has: async (address) => state.suppressed.has(address),
      remove: (address) =>
        step(`unsuppress ${address}`, () => {
          state.suppressed.delete(address);
        }),
    },
    queues: async () => [{ name: 'OrderQueue', messages: 0, retentionSeconds: 345_600 }],
    sendsMails: true,
    now: () => now,
  });
  return { state, deps };
};

/** Dies at the write of this number, counted from 0, before its effect or after it. */
export const dyingAt = (number: number, when: 'before' | 'after') => {
  let count = 0;
  const names: string[] = [];
  const step = async <T>(name: string, write: () => T): Promise<T> => {
    names.push(name);
    const fatal = count++ === number;
    if (fatal && when === 'before') throw new Died(name);
    const result = write();
    if (fatal) throw new Died(name);
    return result;
  };
  return { step, names };
};
