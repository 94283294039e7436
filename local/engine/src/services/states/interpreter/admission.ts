/** While this many task calls are under way, executions that are started wait for their turn. Functions have a handful of
 * environments on one machine: without this limit a burst of starts would fill the memory with executions whose tasks time
 * out while they wait for one. AWS has no such limit; what waits here is RUNNING and on disk, as it would be there. */
const BUSY_CALLS = 64;

/** Decides when a started execution goes on to its first state. */
export interface Admission {
  /** Runs `now` where there is room; else `later` once there is. */
  admit(now: () => void, later: () => void): void;
  /** Counts a task's call until it has ended. */
  during<T>(call: Promise<T>): Promise<T>;
  /** Nothing that waits will be called. */
  close(): void;
}

/** Creates an admission with nothing under way. */
export const createAdmission = (): Admission => {
  let calls = 0;
  let waiting: (() => void)[] = [];
  let next = 0;
  const release = (): void => {
    calls -= 1;
    if (calls >= BUSY_CALLS) return;
    const later = waiting[next];
    if (later === undefined) return;
    next += 1;
    if (next === waiting.length) {
      waiting = [];
      next = 0;
    }
    later();
  };
  return {
    admit: (now, later) => {
      if (calls < BUSY_CALLS && waiting.length === 0) now();
      else waiting.push(later);
    },
    during: async (call) => {
      calls += 1;
      try {
        return await call;
      } finally {
        release();
      }
    },
    close: () => {
      waiting = [];
      next = 0;
    },
  };
};
