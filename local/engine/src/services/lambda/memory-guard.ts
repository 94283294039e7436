import type { Worker } from 'node:worker_threads';
import type { Clock } from '../../kit/clock.ts';

/** Watches the memory of one environment. V8 alone cannot be relied on: an allocation that is large in itself (a growing Map,
 * an array of millions) at the limit of a worker's heap ends the whole process, and buffers do not count towards it. So V8's
 * limit is set far above, and what comes near to it is ended from outside first. */
interface MemoryGuard {
  /** A call has begun. */
  begin(): void;
  /** It has ended. */
  end(): void;
}

/** What V8 may use beyond what ends an environment, in MB: the largest single step that is survived. */
const SLACK_MB = 640;

/** Calls that are shorter are not looked at one by one. */
const FIRST_LOOK_MS = 200;
const EVERY_MS = 100;
const BETWEEN_CALLS_MS = 1000;

/** Heap and buffers, in MB, at which an environment is ended: twice what the function has, since what is no longer in use may
 * not have been collected yet. */
const mostMb = (memoryMb: number): number => 2 * memoryMb;

/** V8's own limit for an environment, in MB. */
export const heapLimitMb = (memoryMb: number): number => mostMb(memoryMb) + SLACK_MB;

export const guardMemory = (worker: Worker, clock: Clock, memoryMb: number, onExceeded: () => void): MemoryGuard => {
  let cancel = (): void => {};
  let lookedAt = clock.monotonic();
  let looking = false;

  const look = async (): Promise<void> => {
    // A worker that collects garbage answers late: one question at a time.
    if (looking) return;
    looking = true;
    lookedAt = clock.monotonic();
    // Rejects when the worker has ended meanwhile.
    const heap = await worker.getHeapStatistics().catch(() => undefined);
    looking = false;
    if (heap && heap.used_heap_size + heap.external_memory > mostMb(memoryMb) * 1024 * 1024) onExceeded();
  };
  const watch = (): void => {
    cancel = clock.after(EVERY_MS, watch);
    void look();
  };
  return {
    begin: () => {
      cancel = clock.after(FIRST_LOOK_MS, watch);
    },
    end: () => {
      cancel();
      if (clock.monotonic() - lookedAt > BETWEEN_CALLS_MS) void look();
    },
  };
};
