import { availableParallelism } from 'node:os';
import { type EventLoopUtilization, performance } from 'node:perf_hooks';

/** Of a core, which a further environment would have to itself, or of the main thread's time: with less to spare, it would only take from
 * those there are. */
const BUSY_SHARE = 0.85;
/** Over less than this, a share says nothing. */
const LEAST_WINDOW_MS = 25;

/** A thread, as far as it can be seen whether it is busy or waits. */
export interface Busy {
  /** How long it has been busy and idle since it was started. */
  utilization(): EventLoopUtilization;
}

/** Tells whether the engine's main thread has had no time to spare since it was last asked, or its threads together left no core. A
 * thread that wants a core and gets none counts as one that has it. */
export type LoadMeter = (threads: Iterable<Busy>) => boolean;

/** Measures from now on. */
export const createLoadMeter = (): LoadMeter => {
  let main = performance.eventLoopUtilization();
  let active = new Map<Busy, number>();
  let at = performance.now();
  let busy = false;
  return (threads) => {
    const windowMs = performance.now() - at;
    if (windowMs < LEAST_WINDOW_MS) return busy;
    const mainShare = performance.eventLoopUtilization(main).utilization;
    const now = new Map([...threads].map((thread) => [thread, thread.utilization().active]));
    const shares = [...now].map(([thread, ms]) => Math.min(1, (ms - (active.get(thread) ?? 0)) / windowMs));
    const wanted = shares.reduce((sum, share) => sum + share, mainShare);
    busy = mainShare >= BUSY_SHARE || wanted + BUSY_SHARE > availableParallelism();
    main = performance.eventLoopUtilization();
    active = now;
    at = performance.now();
    return busy;
  };
};
