import { describe, expect, it, vi } from 'vitest';
import type { OrderRecord } from '../../../lambdas/core/contract/order.ts';
import type { OrdersPage } from '../../../lambdas/core/contract/order-answers.ts';
import type { Answer } from '../../../site/src/api/answer.ts';
import { createOrderList } from '../../../site/src/stores/order-list.ts';
import { asking, underReview } from '../../helpers/order-life.ts';
import { ok, polling, processed, received } from './support/fakes.ts';

const open = received as OrderRecord;
const done = processed() as OrderRecord;
const older: OrderRecord = { ...done, orderId: '8K3M-9QXT-2V5H-A1BC', timestamp: '2025-11-02T12:00:00Z' };
const newer: OrderRecord = { ...done, orderId: '9K3M-9QXT-2V5H-A1BC', timestamp: '2025-11-04T12:00:00Z' };

const listOf = (...answers: Answer<OrdersPage>[]) => {
  const orders = vi.fn(async () => answers.shift() ?? ok({ orders: [] }));
  return { orders, list: createOrderList({ orders }, { ...polling, delayAfter: () => 1000 }) };
};

describe('a shopper’s list of orders', () => {
  it.each([
    ['waits for its customer', asking()],
    ['is being reviewed', underReview],
    [
      'is being cancelled',
      { ...done, cancelRequested: { by: 'customer' as const, at: '2025-11-03T13:00:00Z' } } as OrderRecord,
    ],
  ])('looks again while an order %s', async (_, order) => {
    vi.useFakeTimers();
    try {
      const { orders, list } = listOf(ok({ orders: [order as OrderRecord] }), ok({ orders: [done] }));
      await list.more();
      const stop = list.follow();
      await vi.advanceTimersByTimeAsync(0);
      expect(orders).toHaveBeenCalledTimes(2);
      expect(list.state.value.orders).toEqual([done]);
      stop();
    } finally {
      vi.useRealTimers();
    }
  });

  it('looks again while the shop does not answer, and tells since when it knows of orders', async () => {
    vi.useFakeTimers();
    try {
      const seenAt = '2025-11-03T13:00:00Z';
      const { orders, list } = listOf(
        { ok: false, failure: { kind: 'no-answer' } },
        { ok: true, value: { orders: [done] }, seenAt },
        ok({ orders: [newer, done] }),
      );
      await list.more();
      const stop = list.follow();
      await vi.advanceTimersByTimeAsync(0);
      expect(list.state.value).toMatchObject({ orders: [done], seenAt, failure: undefined });
      await vi.advanceTimersByTimeAsync(1000);
      expect(list.state.value).toMatchObject({ orders: [newer, done], seenAt: undefined });
      await vi.advanceTimersByTimeAsync(10_000);
      expect(orders).toHaveBeenCalledTimes(3);
      stop();
    } finally {
      vi.useRealTimers();
    }
  });

  it('follows an undecided order to its end, keeps later pages and shows what came since', async () => {
    vi.useFakeTimers();
    try {
      const { orders, list } = listOf(
        ok({ orders: [open], cursor: 'next' }),
        ok({ orders: [older] }),
        ok({ orders: [newer, done], cursor: 'next' }),
      );
      await list.more();
      await list.more();
      const stop = list.follow();
      await vi.advanceTimersByTimeAsync(0);
      expect(list.state.value.orders).toEqual([newer, done, older]);
      await vi.advanceTimersByTimeAsync(10_000);
      expect(orders).toHaveBeenCalledTimes(3);
      stop();
    } finally {
      vi.useRealTimers();
    }
  });
});
