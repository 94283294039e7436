import { type Clock, systemClock } from '../kit/clock.ts';

/** A clock that stands still until a test moves it. */
export interface ManualClock extends Clock {
  /** Moves both times on, running what falls due in its order, each at its own moment; what the work awaits is given a turn. */
  advance(ms: number): Promise<void>;
  /** Steps the wall clock alone, as an administrator or NTP does; negative steps back. */
  step(ms: number): void;
  /** Milliseconds until the next work is due; undefined where none waits. */
  untilNext(): number | undefined;
}

interface Waiting {
  readonly due: number;
  readonly work: () => void;
}

/** Creates a clock that shows `start`, in milliseconds since the epoch. */
export const createManualClock = (start = Date.parse('2026-01-01T00:00:00Z')): ManualClock => {
  let elapsed = 0;
  let offset = start;
  const waiting = new Set<Waiting>();
  const next = (): Waiting | undefined => [...waiting].toSorted((a, b) => a.due - b.due)[0];
  // Two turns of the event loop: promises that the work settles, and input and output that it began, go on.
  const settle = async (): Promise<void> => {
    for (let turn = 0; turn < 2; turn += 1) await new Promise((resolve) => setImmediate(resolve));
  };
  return {
    now: () => offset + elapsed,
    monotonic: () => elapsed,
    after: (ms, work) => {
      const entry = { due: elapsed + Math.max(0, ms), work };
      waiting.add(entry);
      return () => void waiting.delete(entry);
    },
    advance: async (ms) => {
      const until = elapsed + ms;
      await settle();
      for (let entry = next(); entry && entry.due <= until; entry = next()) {
        waiting.delete(entry);
        elapsed = Math.max(elapsed, entry.due);
        entry.work();
        await settle();
      }
      elapsed = until;
      await settle();
    },
    step: (ms) => {
      offset += ms;
    },
    untilNext: () => {
      const entry = next();
      return entry && entry.due - elapsed;
    },
  };
};

/** The machine's clock with both times this many milliseconds ahead, for what only waits until a moment has come. */
export const clockAhead = (aheadMs: () => number): Clock => ({
  ...systemClock,
  now: () => systemClock.now() + aheadMs(),
  monotonic: () => systemClock.monotonic() + aheadMs(),
});
