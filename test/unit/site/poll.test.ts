import { signal } from '@preact/signals';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { delayAfter } from '../../../site/src/stores/back-off.ts';
import { type Attention, poll, pollWhile } from '../../../site/src/stores/poll.ts';

const createAttention = () => {
  let present = true;
  const listeners = new Set<() => void>();
  const attention: Attention = {
    present: () => present,
    watch: (onChange) => {
      listeners.add(onChange);
      return () => listeners.delete(onChange);
    },
  };
  const set = (value: boolean): void => {
    present = value;
    for (const listener of listeners) listener();
  };
  return { attention, set, listeners };
};

const DELAYS = [100, 200, 400];
const delays = (attempt: number): number => DELAYS[attempt] ?? 800;

describe('polling', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  const start = (outcome: (looks: number) => 'again' | 'done' = () => 'again') => {
    const { attention, set, listeners } = createAttention();
    const startedAt = Date.now();
    const looks: number[] = [];
    const stop = poll({ attention, delayAfter: delays }, async () => {
      looks.push(Date.now() - startedAt);
      return outcome(looks.length);
    });
    return { looks, set, listeners, stop };
  };

  it('looks at once and then less and less often', async () => {
    const { looks } = start();
    await vi.advanceTimersByTimeAsync(1600);
    expect(looks).toEqual([0, 100, 300, 700, 1500]);
  });

  it('ends when a look says so, and lets go of the page', async () => {
    const { looks, listeners } = start((count) => (count === 2 ? 'done' : 'again'));
    await vi.advanceTimersByTimeAsync(60_000);
    expect(looks).toEqual([0, 100]);
    expect(listeners.size).toBe(0);
    expect(vi.getTimerCount()).toBe(0);
  });

  it('rests while nobody looks, and starts over at once when somebody does', async () => {
    const { looks, set } = start();
    await vi.advanceTimersByTimeAsync(350);
    set(false);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(looks).toEqual([0, 100, 300]);
    set(true);
    await vi.advanceTimersByTimeAsync(100);
    expect(looks).toEqual([0, 100, 300, 60_350, 60_450]);
  });

  it('does not begin in a tab that nobody looks at', async () => {
    const { attention, set } = createAttention();
    set(false);
    const look = vi.fn(async () => 'done' as const);
    poll({ attention, delayAfter: delays }, look);
    await vi.advanceTimersByTimeAsync(1000);
    expect(look).not.toHaveBeenCalled();
    set(true);
    expect(look).toHaveBeenCalledOnce();
  });

  it('never has two looks under way', async () => {
    const { attention, set } = createAttention();
    let under = 0;
    let most = 0;
    poll({ attention, delayAfter: delays }, async () => {
      under += 1;
      most = Math.max(most, under);
      await new Promise((resolve) => setTimeout(resolve, 500));
      under -= 1;
      return 'again';
    });
    for (let index = 0; index < 10; index += 1) {
      set(index % 2 === 1);
      await vi.advanceTimersByTimeAsync(120);
    }
    expect(most).toBe(1);
  });

  it('goes on as long as it is needed', async () => {
    const { attention } = createAttention();
    const needed = signal(false);
    const look = vi.fn(async () => {});
    const end = pollWhile(needed, { attention, delayAfter: delays }, look);
    await vi.advanceTimersByTimeAsync(1000);
    expect(look).not.toHaveBeenCalled();
    needed.value = true;
    await vi.advanceTimersByTimeAsync(350);
    expect(look).toHaveBeenCalledTimes(3);
    needed.value = false;
    await vi.advanceTimersByTimeAsync(10_000);
    needed.value = true;
    end();
    await vi.advanceTimersByTimeAsync(10_000);
    expect(look).toHaveBeenCalledTimes(4);
    expect(vi.getTimerCount()).toBe(0);
  });

  it('stops when told', async () => {
    const { looks, stop } = start();
    stop();
    await vi.advanceTimersByTimeAsync(10_000);
    expect(looks).toEqual([0]);
    expect(vi.getTimerCount()).toBe(0);
  });
});

describe('the back-off', () => {
  it('grows from 0.4 s to 15 s', () => {
    const means = Array.from({ length: 12 }, (_, attempt) => delayAfter(attempt, 0.5));
    expect(means.slice(0, 4)).toEqual([400, 640, 1024, 1638]);
    expect(means.at(-1)).toBe(15_000);
    expect(means).toEqual(means.toSorted((a, b) => a - b));
  });

  it('spreads by a fifth either way', () => {
    expect([delayAfter(0, 0), delayAfter(0, 0.999_999)]).toEqual([320, 480]);
  });
});
