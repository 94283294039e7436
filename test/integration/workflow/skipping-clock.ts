import { clockAhead } from 'local-aws/testing';

/** An hour, in milliseconds. */
export const HOUR_MS = 3_600_000;

/** The machine's clock, whose waits of hours end when a test says that the hours are over. */
export const skippingClock = () => {
  let aheadMs = 0;
  const base = clockAhead(() => aheadMs);
  const waiting = new Set<{ due: number; work: () => void }>();
  const clock: ReturnType<typeof clockAhead> = {
    ...base,
    // The wall clock stands, by which the pool's tokens are valid.
    now: () => base.now() - aheadMs,
    after: (ms, work) => {
      if (ms < HOUR_MS) return base.after(ms, work);
      const entry = { due: base.monotonic() + ms, work };
      waiting.add(entry);
      return () => void waiting.delete(entry);
    },
  };
  const skip = (ms: number): void => {
    aheadMs += ms;
    for (const entry of [...waiting].filter(({ due }) => due <= base.monotonic())) {
      waiting.delete(entry);
      entry.work();
    }
  };
  return { clock, skip };
};
