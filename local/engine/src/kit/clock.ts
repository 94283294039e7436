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
const longestTimerMs = 2_147_483_647;

/** The machine's time. */
export const systemClock: Clock = {
  now: Date.now,
  monotonic: () => performance.now(),
  after: (ms, work) => {
    const due = performance.now() + ms;
    let timer: NodeJS.Timeout;
    const wait = (): void => {
      const left = Math.ceil(due - performance.now());
      timer = setTimeout(fired, Math.min(Math.max(0, left), longestTimerMs));
    };
    // Node's timers count whole milliseconds of a time of their own: one may be up to a millisecond early.
    const fired = (): void => (performance.now() < due ? wait() : work());
    wait();
    return () => clearTimeout(timer);
  },
};

/** Resolves after so many milliseconds of the clock's monotonic time. */
export const pause = (clock: Clock, ms: number): Promise<void> => new Promise((resolve) => clock.after(ms, resolve));
