import { describe, expect, it, vi } from 'vitest';
import type { Attention } from '../../../../lambdas/core/contract/attention.ts';
import type { DeadLetters, SupportOrders } from '../../../../lambdas/core/contract/support.ts';
import type { Answer } from '../../../../site/src/api/answer.ts';
import { createNeeds } from '../../../../site/src/stores/support/needs.ts';
import { noAnswer, ORDER_ID, ok, polling, problem } from './fakes.ts';

const stopped: Attention['items'][number] = {
  orderId: ORDER_ID,
  problem: 'failed',
  since: '2025-11-03T12:47:44.000Z',
  execution: { machine: 'OrderProcessing', name: ORDER_ID, status: 'ABORTED' },
};
const nothing: Attention = { items: [], counts: [], failures: [], more: false, unasked: [] };
const oneStopped: Attention = {
  ...nothing,
  items: [stopped],
  counts: [{ problem: 'failed', count: 1, more: false }],
};
const queue = (name: string, messages: number, inFlight = 0) => ({ name, messages, inFlight, movable: true });

const setUp = () => {
  const clock = { now: 1000 };
  const answers: { search: Answer<SupportOrders>; deadLetters: Answer<DeadLetters> } = {
    search: ok({ orders: [], attention: nothing }),
    deadLetters: ok({ queues: [queue('orders', 0)] }),
  };
  const needs = createNeeds({
    api: { search: async () => answers.search, deadLetters: async () => answers.deadLetters },
    attention: polling.attention,
    now: () => clock.now,
  });
  return { answers, needs, clock };
};

describe('what needs a person', () => {
  it('is nothing only when every source says so', async () => {
    const { needs } = setUp();
    expect(needs.count.value).toBeUndefined();
    await needs.look();
    expect(needs.count.value).toEqual({ count: 0, more: false });
    expect(needs.silent.value).toEqual([]);
    expect(needs.asOf.value).toBe(1000);
  });

  it('is dead letters and stopped executions too', async () => {
    const { answers, needs } = setUp();
    answers.search = ok({ orders: [], attention: { ...oneStopped, more: true } });
    answers.deadLetters = ok({ queues: [queue('orders', 1, 1), queue('emails', 0)] });
    await needs.look();
    expect(needs.count.value).toEqual({ count: 3, more: true });
    expect(needs.deadLetters.value).toEqual([queue('orders', 1, 1)]);
  });

  it.each(['search', 'deadLetters'] as const)('is not known while one source is silent: %s', async (source) => {
    const { answers, needs } = setUp();
    answers.search = ok({ orders: [], attention: oneStopped });
    await needs.look();
    answers[source] = noAnswer;
    await needs.look();
    expect(needs.silent.value).toEqual([
      { source: source === 'search' ? 'orders' : 'dead-letters', failure: { kind: 'no-answer' } },
    ]);
    expect(needs.attention.value?.items).toEqual([stopped]);
    expect(needs.count.value).toEqual({ count: 1, more: true });
  });

  it('is what the look told that began last, whichever answer comes last', async () => {
    const waiting: ((told: Attention) => void)[] = [];
    const needs = createNeeds({
      api: {
        search: () => new Promise((answer) => waiting.push((told) => answer(ok({ orders: [], attention: told })))),
        deadLetters: async () => ok({ queues: [] }),
      },
      attention: polling.attention,
      now: () => 1000,
    });
    const [before, since] = [needs.look(), needs.look()];
    waiting[1]?.(nothing);
    await since;
    waiting[0]?.(oneStopped);
    await before;
    expect(needs.attention.value).toEqual(nothing);
  });

  it('is told anew by each look that hears of orders, though another source is silent', async () => {
    const { answers, needs } = setUp();
    await needs.look();
    const before = needs.told.value;
    answers.deadLetters = noAnswer;
    await needs.look();
    expect(needs.told.value).toBeGreaterThan(before);
    expect(needs.asOf.value).toBe(1000);
    answers.search = noAnswer;
    const heard = needs.told.value;
    await needs.look();
    expect(needs.told.value).toBe(heard);
  });

  it('is of before while nobody looked since somebody came to the page', async () => {
    vi.useFakeTimers();
    try {
      const { needs } = setUp();
      const stop = needs.start();
      expect(needs.fresh.value).toBe(false);
      await vi.advanceTimersByTimeAsync(0);
      expect(needs.fresh.value).toBe(true);
      stop();
      expect(needs.fresh.value).toBe(false);
    } finally {
      vi.useRealTimers();
    }
  });

  it('is looked at again and again, until the person is let in no more', async () => {
    vi.useFakeTimers();
    try {
      const { answers, needs } = setUp();
      needs.start();
      await vi.advanceTimersByTimeAsync(0);
      answers.deadLetters = ok({ queues: [queue('orders', 2)] });
      await vi.advanceTimersByTimeAsync(20_000);
      expect(needs.count.value).toEqual({ count: 2, more: false });
      answers.search = problem(403, 'forbidden');
      await vi.advanceTimersByTimeAsync(20_000);
      expect(vi.getTimerCount()).toBe(0);
    } finally {
      vi.useRealTimers();
    }
  });

  it('is what was told before of a kind that the API could not ask, and is not known to be nothing', async () => {
    const { answers, needs } = setUp();
    answers.search = ok({ orders: [], attention: oneStopped });
    await needs.look();
    answers.search = ok({ orders: [], attention: { ...nothing, unasked: ['failures'] } });
    await needs.look();
    expect(needs.attention.value?.items).toEqual([stopped]);
    expect(needs.silent.value).toEqual([{ source: 'failures' }]);
    expect(needs.count.value).toEqual({ count: 1, more: true });
    answers.search = ok({ orders: [], attention: { ...nothing, unasked: ['late'] } });
    await needs.look();
    expect(needs.attention.value?.items).toEqual([]);
    expect(needs.count.value).toEqual({ count: 0, more: true });
  });

  it('is nothing since the first of the looks that found nothing', async () => {
    const { answers, needs, clock } = setUp();
    await needs.look();
    clock.now = 2000;
    await needs.look();
    expect(needs.emptySince.value).toBe(1000);
    answers.deadLetters = noAnswer;
    await needs.look();
    expect(needs.emptySince.value).toBeUndefined();
    clock.now = 3000;
    answers.deadLetters = ok({ queues: [] });
    await needs.look();
    expect(needs.emptySince.value).toBe(3000);
  });
});
