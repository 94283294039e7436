import { describe, expect, it, vi } from 'vitest';
import type { DeadLetter, DeadLetterQueue, Move } from '../../../../lambdas/core/contract/support.ts';
import { createDeadLetters } from '../../../../site/src/stores/support/dead-letters.ts';
import { noAnswer, ok, polling, problem } from './fakes.ts';

const queue = (more: Partial<DeadLetterQueue> = {}): DeadLetterQueue => ({
  name: 'orders',
  messages: 2,
  inFlight: 0,
  movable: true,
  ...more,
});
const letter = (id: string): DeadLetter => ({
  id,
  body: '{}',
  attributes: {},
  sentAt: '2025-11-03T12:47:44.000Z',
  receiveCount: 6,
});
const moving = (status: Move['status'], moved: number): { queue: string; move: Move } => ({
  queue: 'orders',
  move: { status, moved, toMove: 2 },
});

const open = (queues: DeadLetterQueue[] = [queue()]) => {
  const api = {
    deadLetters: vi.fn(async () => ok({ queues })),
    peek: vi.fn(async () => ok({ queue: 'orders', messages: [letter('a'), letter('b')], notice: '' })),
    discard: vi.fn(async () => ok(undefined)),
    moveOne: vi.fn(async (_: string, id: string) => ok({ queue: 'orders', id })),
    startMove: vi.fn(async () => ok(moving('RUNNING', 0))),
    move: vi.fn(async () => ok<{ queue: string; move?: Move }>({ queue: 'orders' })),
  };
  const letters = createDeadLetters(api, polling);
  const orders = () => letters.queues.value?.find((shown) => shown.queue.name === 'orders');
  return { api, letters, orders };
};

describe('the dead letters', () => {
  it('are counted, and nothing is looked at unasked', async () => {
    const { api, letters, orders } = open();
    await letters.load();
    expect(orders()).toMatchObject({ queue: { messages: 2 }, messages: undefined, move: undefined });
    expect(api.peek).not.toHaveBeenCalled();
  });

  it('are discarded by their id, and counted anew', async () => {
    const { api, letters, orders } = open();
    await letters.load();
    expect(await letters.peek('orders')).toBe(2);
    expect(await letters.discard('orders', [letter('a')])).toBe(1);
    expect(api.discard).toHaveBeenCalledWith('orders', 'a');
    expect(orders()?.messages?.map(({ id }) => id)).toEqual(['b']);
    expect(api.deadLetters).toHaveBeenCalledTimes(2);
  });

  it('stay where they are not found, and that is told', async () => {
    const { api, letters, orders } = open();
    await letters.load();
    await letters.peek('orders');
    api.discard.mockResolvedValueOnce(problem(404, 'message-not-found'));
    expect(await letters.discard('orders', [letter('a')])).toBe(0);
    expect(orders()).toMatchObject({ busy: false, failure: { kind: 'problem' } });
    expect(orders()?.messages).toHaveLength(2);
  });

  it('are moved one after the other, up to the first that cannot be; the rest stays chosen', async () => {
    const { api, letters, orders } = open();
    api.peek.mockResolvedValue(ok({ queue: 'orders', messages: ['a', 'b', 'c'].map(letter), notice: '' }));
    await letters.load();
    await letters.peek('orders');
    letters.choose('orders', [letter('a'), letter('b'), letter('c')]);
    const told: (number | undefined)[] = [];
    api.moveOne.mockImplementation(async (_, id) => {
      told.push(orders()?.taken?.count);
      return id === 'b' ? problem(404, 'message-not-found') : ok({ queue: 'orders', id });
    });
    expect(await letters.moveEach('orders', orders()?.messages ?? [])).toBe(1);
    expect(api.moveOne.mock.calls.map(([, id]) => id)).toEqual(['a', 'b']);
    expect(told).toEqual([undefined, 1]);
    expect(orders()).toMatchObject({ taken: undefined, busy: false, failure: { kind: 'problem' } });
    expect(orders()?.messages?.map(({ id }) => id)).toEqual(['b', 'c']);
    expect([...(orders()?.chosen ?? [])]).toEqual(['b', 'c']);
  });

  it('that are chosen and gone at the next look are chosen no more', async () => {
    const { api, letters, orders } = open();
    await letters.load();
    await letters.peek('orders');
    letters.choose('orders', [letter('a'), letter('b')]);
    api.peek.mockResolvedValueOnce(ok({ queue: 'orders', messages: [letter('b')], notice: '' }));
    await letters.peek('orders');
    expect([...(orders()?.chosen ?? [])]).toEqual(['b']);
  });

  it('are moved back, which is followed to its end, also through a failure', async () => {
    const { api, letters, orders } = open();
    await letters.load();
    api.move
      .mockResolvedValueOnce(ok(moving('RUNNING', 1)))
      .mockResolvedValueOnce(noAnswer)
      .mockResolvedValueOnce(ok(moving('COMPLETED', 2)));
    await letters.moveBack('orders');
    await vi.waitUntil(() => orders()?.move?.status === 'COMPLETED');
    expect(orders()?.move?.moved).toBe(2);
    await vi.waitUntil(() => api.deadLetters.mock.calls.length === 2);
    expect(api.startMove).toHaveBeenCalledOnce();
  });

  it('are followed when somebody else moves them already', async () => {
    const { api, letters, orders } = open();
    await letters.load();
    api.startMove.mockResolvedValueOnce(problem(409, 'move-running'));
    api.move.mockResolvedValue(ok(moving('COMPLETED', 2)));
    await letters.moveBack('orders');
    await vi.waitUntil(() => orders()?.move?.status === 'COMPLETED');

    const other = open();
    other.api.move.mockResolvedValueOnce(ok(moving('RUNNING', 1))).mockResolvedValue(ok(moving('COMPLETED', 2)));
    await other.letters.load();
    await vi.waitUntil(() => other.orders()?.move?.status === 'COMPLETED');
  });

  it('are not moved where the API says that they cannot be', async () => {
    const { api, letters, orders } = open([queue({ movable: false })]);
    await letters.load();
    api.startMove.mockResolvedValueOnce(problem(409, 'not-movable'));
    await letters.moveBack('orders');
    expect(orders()?.failure).toMatchObject({ problem: { code: 'not-movable' } });
    expect(api.move).not.toHaveBeenCalled();
  });

  it('have one action at a time', async () => {
    const { api, letters } = open();
    await letters.load();
    await Promise.all([letters.peek('orders'), letters.peek('orders'), letters.moveBack('orders')]);
    expect(api.peek).toHaveBeenCalledOnce();
    expect(api.startMove).not.toHaveBeenCalled();
  });

  it('that were counted stay on the page when counting again fails', async () => {
    const { api, letters, orders } = open();
    await letters.load();
    api.deadLetters.mockResolvedValueOnce(noAnswer);
    await letters.load();
    expect(letters.failure.value).toEqual({ kind: 'no-answer' });
    expect(orders()?.queue.messages).toBe(2);
  });
});
