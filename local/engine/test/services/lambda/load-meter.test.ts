import { availableParallelism } from 'node:os';
import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { type Busy, createLoadMeter } from '../../../src/services/lambda/load-meter.ts';

/** A thread that is busy for a share of its time. */
const thread = (share: number): Busy => {
  const startedAt = performance.now();
  return {
    utilization: () => {
      const passed = performance.now() - startedAt;
      return { active: passed * share, idle: passed * (1 - share), utilization: share };
    },
  };
};

const measured = async (shares: readonly number[]): Promise<boolean> => {
  const threads = shares.map(thread);
  const isBusy = createLoadMeter();
  await pause(60);
  return isBusy(threads);
};

describe('the load meter', () => {
  const cores = availableParallelism();

  it('holds a machine for busy where the threads leave less than most of a core', async () => {
    expect(await measured([...Array<number>(cores - 1).fill(1), 0.3])).toBe(true);
  });

  it('holds a machine for free whose threads wait, however many they are', async () => {
    expect(await measured(Array<number>(20).fill(0))).toBe(false);
  });
});
