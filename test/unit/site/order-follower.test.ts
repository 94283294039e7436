import { describe, expect, it, vi } from 'vitest';
import type { Problem } from '../../../lambdas/core/contract/api.ts';
import type { OrderResponse } from '../../../lambdas/core/contract/order-answers.ts';
import type { Answer } from '../../../site/src/api/answer.ts';
import { createOrderFollower, isMoving } from '../../../site/src/stores/order-follower.ts';
import { asking, cancelled, ORDER_ID, processed, underReview } from '../../helpers/order-life.ts';

const received: OrderResponse = { orderId: ORDER_ID, status: 'Received' };
const rejected: OrderResponse = {
  orderId: ORDER_ID,
  customerId: 'ada',
  customerName: 'Ada',
  email: 'ada@example.com',
  product: 'Laptop',
  quantity: 1,
  items: [{ product: 'Laptop', quantity: 1 }],
  timestamp: '2025-11-03T12:47:44Z',
  status: 'Rejected',
  reasons: ['"Laptop" is not available at the moment.'],
  processedAt: '2025-11-03T12:47:45Z',
};
const ok = (value: OrderResponse): Answer<OrderResponse> => ({ ok: true, value });
const problem = (status: number, code: string): Answer<OrderResponse> => ({
  ok: false,
  failure: {
    kind: 'problem',
    problem: { type: 'about:blank', title: code, status, code, detail: code } satisfies Problem,
  },
});

const always = { present: () => true, watch: () => () => {} };

const follow = async (...answers: Answer<OrderResponse>[]) => {
  const looks = answers.length;
  const order = vi.fn(async (_: string) => answers.shift() ?? ok(received));
  const follower = createOrderFollower({ order }, { attention: always, delayAfter: () => 0 }, ORDER_ID);
  const stop = follower.start();
  await vi.waitUntil(() => order.mock.calls.length >= looks && answers.length === 0);
  return { state: follower.state, order, stop };
};

describe('following an order', () => {
  it('goes on until it is decided, also when that is a rejection', async () => {
    const { state, order } = await follow(ok(received), ok(received), ok(rejected));
    await vi.waitUntil(() => state.value.order?.status === 'Rejected');
    expect(order).toHaveBeenCalledTimes(3);
    expect(order).toHaveBeenCalledWith(ORDER_ID);
  });

  it('goes on until the confirmation is sent, where that is still to be expected', async () => {
    const now = new Date().toISOString();
    const decided = { ...rejected, processedAt: now };
    const told = { ...decided, confirmationSentAt: now, confirmationTo: 'ada@example.com' };
    const { state, order } = await follow(ok(decided), ok(decided), ok(told));
    await vi.waitUntil(() => state.value.order !== undefined && 'confirmationSentAt' in state.value.order);
    expect(order).toHaveBeenCalledTimes(3);
  });

  it('keeps what it knows through a failure, and goes on', async () => {
    const { state, stop } = await follow(ok(received), { ok: false, failure: { kind: 'no-answer' } });
    expect(state.value.order).toEqual(received);
    await vi.waitUntil(() => state.value.failure === undefined);
    stop();
  });

  it('goes on from what is not of now, though it is decided, until the shop answers', async () => {
    const seenAt = '2025-11-03T13:00:00Z';
    const { state, order } = await follow({ ok: true, value: rejected, seenAt }, ok(rejected));
    await vi.waitUntil(() => state.value.seenAt === undefined);
    expect(state.value).toEqual({ order: rejected, failure: undefined });
    expect(order).toHaveBeenCalledTimes(2);
  });

  it('keeps since when it is known through a failure', async () => {
    const seenAt = '2025-11-03T13:00:00Z';
    const { state } = await follow({ ok: true, value: rejected, seenAt }, problem(404, 'order-not-found'));
    await vi.waitUntil(() => state.value.failure !== undefined);
    expect(state.value).toMatchObject({ order: rejected, seenAt });
  });

  it('goes on while the order waits for a person, and while it is being cancelled', () => {
    const cancelRequested = { by: 'customer' as const, at: '2025-11-03T13:00:00Z' };
    const moving = [received, underReview, asking(), { ...processed, cancelRequested }];
    expect(moving.map(isMoving)).toEqual([true, true, true, true]);
    expect([processed, rejected, cancelled].map(isMoving)).toEqual([false, false, false]);
  });

  it('looks again, some times, after something was done about an order that had come to rest', async () => {
    const order = vi.fn(async (_: string) => ok(processed));
    const follower = createOrderFollower({ order }, { attention: always, delayAfter: () => 0 }, ORDER_ID);
    const stop = follower.start();
    await vi.waitUntil(() => follower.state.value.order !== undefined);
    expect(order).toHaveBeenCalledTimes(1);
    follower.expectChange();
    await vi.waitUntil(() => order.mock.calls.length === 7);
    stop();
  });

  it('ends at an order that is not the shopper’s', async () => {
    const { state, order } = await follow(problem(404, 'order-not-found'));
    await vi.waitUntil(() => state.value.failure !== undefined);
    expect(state.value.order).toBeUndefined();
    expect(order).toHaveBeenCalledOnce();
  });
});
