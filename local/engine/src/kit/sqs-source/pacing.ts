import type { Clock } from '../clock.ts';

/** When a poller may ask its queue again, and how many batches may be under way. Times in milliseconds. */
export interface Pacing {
  /** Least time between two batches that were not full. Messages that come slower than this are fetched the moment they
   * arrive; those that come faster gather meanwhile: at 100 a second, 6 a batch, for at most 60 ms of waiting. */
  readonly betweenBatchesMs: number;
  /** A batch that takes longer no longer keeps further ones from starting beside it. */
  readonly slowBatchMs: number;
  /** Batches under way at once. */
  readonly maxConcurrency: number;
  /** First and longest wait after a failure; each further failure doubles it, a success ends it. */
  readonly backoffMs: readonly [first: number, longest: number];
}

export const DEFAULT_PACING: Pacing = {
  betweenBatchesMs: 60,
  slowBatchMs: 200,
  maxConcurrency: 5,
  backoffMs: [100, 5000],
};

/** The state of one poller's pacing. */
export interface Pace {
  /** A batch was received and goes to the target; call the result with how it ended. */
  begin(full: boolean): (succeeded: boolean) => void;
  /** The target is throttled, and a batch waits for it: no further one is fetched until the result is called. Fetched all the
   * same, it would only take the next free place from the one that waits, and bring both nearer to the dead-letter queue. */
  hold(): () => void;
  /** The queue could not be asked. */
  failed(): void;
  /** Resolves when the queue may be asked again, or when the poller is stopped. */
  ready(signal: AbortSignal): Promise<void>;
}

/** One batch at a time while the queue keeps up; another beside it where the last one was full (so more is waiting) or one is
 * slow (so that what arrives meanwhile need not wait for it). */
export const createPace = (
  { betweenBatchesMs, slowBatchMs, maxConcurrency, backoffMs }: Pacing,
  clock: Pick<Clock, 'monotonic' | 'after'>,
): Pace => {
  const underWay = new Set<{ readonly since: number }>();
  let lastBegan = Number.NEGATIVE_INFINITY;
  let lastFull = false;
  let failures = 0;
  let held = 0;
  let notBefore = Number.NEGATIVE_INFINITY;
  let wake = (): void => {};

  const fail = (): void => {
    notBefore = clock.monotonic() + Math.min(backoffMs[1], backoffMs[0] * 2 ** Math.min(failures, 16));
    failures += 1;
  };

  /** How long to wait from now; infinite where only the end of a batch can help. */
  const waitMs = (): number => {
    const now = clock.monotonic();
    const waits = [notBefore - now];
    if (!lastFull) waits.push(lastBegan + betweenBatchesMs - now);
    if (held > 0) waits.push(Number.POSITIVE_INFINITY);
    if (underWay.size >= maxConcurrency) waits.push(Number.POSITIVE_INFINITY);
    if (underWay.size > 0 && !lastFull) {
      const [oldest] = underWay;
      waits.push((oldest?.since ?? now) + slowBatchMs - now);
    }
    return Math.max(...waits);
  };

  return {
    begin: (full) => {
      const batch = { since: clock.monotonic() };
      underWay.add(batch);
      lastBegan = batch.since;
      lastFull = full;
      return (succeeded) => {
        underWay.delete(batch);
        if (succeeded) failures = 0;
        else fail();
        wake();
      };
    },
    hold: () => {
      held += 1;
      return () => {
        held -= 1;
        wake();
      };
    },
    failed: fail,
    ready: async (signal) => {
      for (let wait = waitMs(); wait > 0 && !signal.aborted; wait = waitMs()) {
        await new Promise<void>((resolve) => {
          const cancel = Number.isFinite(wait) ? clock.after(wait, resolve) : undefined;
          wake = () => {
            cancel?.();
            resolve();
          };
          signal.addEventListener('abort', wake, { once: true });
        });
        signal.removeEventListener('abort', wake);
      }
    },
  };
};
