/** The engine's one source of time. */
export interface Clock {
  /** Wall-clock time in milliseconds since the epoch, for what AWS stamps and shows; it may step. */
  now(): number;
  /** Milliseconds since an arbitrary moment, for rates, pauses and time-outs; it never steps back. */
  monotonic(): number;
  /** Runs the work once, so many milliseconds of monotonic time from now; the function it gives cancels. */
  after(ms: number, work: () => void): () => void;
}

/** The longest pause that Node's timers take (2^31 - 1 ms); a longer one is taken in pieces. */
const LONGEST_TIMER_MS = 2_147_483_647;

/** The machine's time. */
export const systemClock: Clock = {
  now: () => Date.now(),
  monotonic: () => performance.now(),
  after: (ms, work) => {
    const due = performance.now() + ms;
    let timer: NodeJS.Timeout;
    // Node's timers go by the time of the event loop's last turn, so that one may fire a moment too early.
    const wait = (leftMs: number): void => {
      timer = setTimeout(
        () => {
          const left = due - performance.now();
          if (left > 0) wait(left);
          else work();
        },
        Math.min(Math.max(0, leftMs), LONGEST_TIMER_MS),
      );
    };
    wait(ms);
    return () => clearTimeout(timer);
  },
};

/** Resolves after so many milliseconds of the clock's monotonic time, or once the signal is aborted. */
export const pause = (clock: Pick<Clock, 'after'>, ms: number, signal?: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    const end = (): void => {
      cancel();
      signal?.removeEventListener('abort', end);
      resolve();
    };
    const cancel = clock.after(ms, end);
    if (signal?.aborted) end();
    else signal?.addEventListener('abort', end);
  });

/** Time for stamps that are only compared with each other, such as when a message becomes visible: in milliseconds since the
 * epoch as the wall clock stood when this was created, and from there on it never steps. */
export const steadyTime = (clock: Clock): (() => number) => {
  const offset = clock.now() - clock.monotonic();
  return () => Math.floor(offset + clock.monotonic());
};
