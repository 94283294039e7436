import { type Clock, steadyTime } from './clock.ts';

/** Something that is owed to somebody. */
export interface Owed<T> {
  readonly id: number;
  readonly item: T;
  /** How many attempts have failed. */
  readonly attempts: number;
  /** In the outbox's steady time, in milliseconds since the epoch. */
  readonly acceptedAt: number;
}

/** Something owed whose attempt has failed. */
export interface Unpaid<T> extends Owed<T> {
  /** Since it was accepted, whatever the wall clock did meanwhile. */
  readonly ageMs: number;
}

/** Where a service stores what it owes; times in milliseconds since the epoch, steady ones. */
export interface Ledger<T> {
  /** Stores an item and gives its id; it is due at `nextAt`, which only differs from `acceptedAt` where `owe` was told so. May be
   * part of a transaction that is open. */
  add(item: T, acceptedAt: number, nextAt: number): number;
  postpone(id: number, attempts: number, nextAt: number): void;
  remove(id: number): void;
  /** All that is owed, in the order in which it is to be attempted. */
  all(): readonly (Owed<T> & { readonly nextAt: number })[];
}

/** That something is to be attempted again, and how many attempts count as failed by then. */
export interface Again {
  readonly afterMs: number;
  readonly attempts: number;
}

/** How a service delivers what it owes. */
export interface Delivery<T, R> {
  /** Throws where the attempt failed. */
  attempt(owed: Owed<T>): Promise<R>;
  succeeded(owed: Owed<T>, result: R): void | Promise<void>;
  /** What becomes of a failed attempt; nothing where it is given up, and then all that is to be done about it is done.
   * `interrupted` tells whether the engine stops meanwhile: what happens then is no failure. */
  failed(owed: Unpaid<T>, error: unknown, interrupted: () => boolean): Again | undefined | Promise<Again | undefined>;
  /** `succeeded` or `failed` threw: the item is given up. */
  broken(owed: Owed<T>, error: unknown): void;
}

/** Items are stored before they are attempted and removed after: each is attempted at least once, across a kill. */
export interface Outbox<T> {
  /** Stores an item, to be attempted `afterMs` from now (0 where it is not given); may be part of a transaction that is open. The
   * result starts it, once that is committed; before the outbox is started, nothing is. */
  owe(item: T, afterMs?: number): () => void;
  /** Attempts what is owed, also what a stop interrupted. */
  start(): void;
  stop(): void;
}

/** Creates an outbox; `atOnce` limits how many attempts are under way. */
export const createOutbox = <T, R>(
  clock: Clock,
  ledger: Ledger<T>,
  delivery: Delivery<T, R>,
  atOnce = Number.POSITIVE_INFINITY,
): Outbox<T> => {
  const pauses = new Set<() => void>();
  const due: Owed<T>[] = [];
  const steady = steadyTime(clock);
  let underWay = 0;
  let started = false;
  let stopped = false;

  const schedule = (owed: Owed<T>, afterMs: number): void => {
    const cancel = clock.after(afterMs, () => {
      pauses.delete(cancel);
      due.push(owed);
      pump();
    });
    pauses.add(cancel);
  };

  const pump = (): void => {
    while (!stopped && underWay < atOnce) {
      const next = due.shift();
      if (!next) return;
      underWay += 1;
      void run(next);
    }
  };

  const run = async (owed: Owed<T>): Promise<void> => {
    try {
      const again = await attempt(owed);
      if (stopped) return;
      if (again) {
        ledger.postpone(owed.id, again.attempts, Math.ceil(steady() + again.afterMs));
        schedule({ ...owed, attempts: again.attempts }, again.afterMs);
      } else ledger.remove(owed.id);
    } catch (error) {
      if (stopped) return;
      delivery.broken(owed, error);
      ledger.remove(owed.id);
    } finally {
      underWay -= 1;
      pump();
    }
  };

  const attempt = async (owed: Owed<T>): Promise<Again | undefined> => {
    let result: R;
    try {
      result = await delivery.attempt(owed);
    } catch (error) {
      const unpaid = { ...owed, ageMs: steady() - owed.acceptedAt };
      return stopped ? undefined : await delivery.failed(unpaid, error, () => stopped);
    }
    if (!stopped) await delivery.succeeded(owed, result);
    return undefined;
  };

  return {
    owe: (item, afterMs = 0) => {
      const acceptedAt = steady();
      const owed: Owed<T> = { id: ledger.add(item, acceptedAt, acceptedAt + afterMs), item, attempts: 0, acceptedAt };
      const early = !started;
      return () => {
        if (!early && !stopped) schedule(owed, afterMs);
      };
    },
    start: () => {
      started = true;
      for (const { nextAt, ...owed } of ledger.all()) schedule(owed, Math.max(0, nextAt - steady()));
    },
    stop: () => {
      stopped = true;
      for (const cancel of pauses) cancel();
      pauses.clear();
    },
  };
};
