import { describe, expect, it, vi } from 'vitest';
import type { ReviewRequest } from '../../../../lambdas/core/contract/decision.ts';
import type { OrderResponse } from '../../../../lambdas/core/contract/order-answers.ts';
import type { HistoryPage, OrderExecution } from '../../../../lambdas/core/contract/support.ts';
import type { Answer } from '../../../../site/src/api/answer.ts';
import { createOrderTrace } from '../../../../site/src/stores/support/order-trace.ts';
import { events, noAnswer, ORDER_ID, ok, polling, problem, processed, received, traced } from './fakes.ts';

const LONG_AGO = '2025-11-03T12:47:45Z';
const NOW = Date.parse('2025-11-03T12:47:50Z');

interface Script {
  executions: Answer<OrderExecution>[];
  orders?: Answer<OrderResponse>[];
  pages?: Record<string, Answer<HistoryPage>[]>;
  now?: number;
}

/** The last answer of a list goes on for ever. */
const nextOf = <T>(answers: T[]): T => {
  const [first] = answers;
  if (first === undefined) throw new Error('no answer left');
  if (answers.length > 1) answers.shift();
  return first;
};

const sent = processed({ confirmationSentAt: '2025-11-03T12:47:46Z' });

const open = ({ executions, orders = [ok(sent)], pages = {}, now = NOW }: Script) => {
  const api = {
    execution: vi.fn(async () => nextOf(executions)),
    history: vi.fn(async (_: string, __: object, cursor: string) => nextOf(pages[cursor] ?? [])),
    redrive: vi.fn(async () =>
      ok({
        orderId: ORDER_ID,
        machine: 'OrderProcessing' as const,
        execution: ORDER_ID,
        action: 'redriven' as const,
      }),
    ),
    resendConfirmation: vi.fn(async () =>
      ok({ orderId: ORDER_ID, eventType: 'OrderProcessed' as const, resendRequestedAt: LONG_AGO }),
    ),
    stop: vi.fn(async () => ok({ orderId: ORDER_ID, machine: 'OrderProcessing' as const, execution: ORDER_ID })),
    review: vi.fn(async (_: string, __: ReviewRequest) =>
      ok({
        orderId: ORDER_ID,
        status: 'UnderReview' as const,
        questionId: 'ABCDEF123456',
        answer: { kind: 'approved' as const, at: LONG_AGO, by: 'support' as const },
      }),
    ),
    cancel: vi.fn(async (_: string, __: string) =>
      ok({
        orderId: ORDER_ID,
        status: 'Processed' as const,
        requestedAt: LONG_AGO,
        cancelledBy: 'support' as const,
      }),
    ),
  };
  const trace = createOrderTrace(
    { api, orders: { order: async () => nextOf(orders) }, polling, now: () => now },
    ORDER_ID,
  );
  return { api, trace, stop: trace.start() };
};

const settles = async (api: { execution: { mock: { calls: unknown[] } } }): Promise<number> => {
  let before = -1;
  await vi.waitUntil(() => {
    const calls = api.execution.mock.calls.length;
    const settled = calls === before && calls > 0;
    before = calls;
    return settled;
  });
  return before;
};

describe('tracing an order', () => {
  it('goes on while the execution runs, and stops when it has ended', async () => {
    const { api, trace } = open({ executions: [traced('RUNNING'), traced('RUNNING'), traced('SUCCEEDED')].map(ok) });
    await vi.waitUntil(() => trace.execution.value?.execution.status === 'SUCCEEDED');
    expect(await settles(api)).toBe(3);
    expect(trace.order.value).toEqual(sent);
  });

  it('fetches all pages, and later only what came since', async () => {
    const first = { events: events(1, 200), cursor: 'b' };
    const { api, trace } = open({
      executions: [
        ok(traced('RUNNING', {}, first)),
        ok(traced('RUNNING', {}, first)),
        ok(traced('SUCCEEDED', {}, first)),
      ],
      pages: {
        b: [ok({ events: events(201, 400), cursor: 'c' })],
        c: [ok({ events: events(401, 450) }), ok({ events: events(401, 600), cursor: 'd' })],
        d: [ok({ events: events(601, 650) })],
      },
    });
    await settles(api);
    expect(trace.events.value.map(({ id }) => id)).toEqual(events(1, 650).map(({ id }) => id));
    expect(api.history.mock.calls.map(([, , cursor]) => cursor)).toEqual(['b', 'c', 'c', 'd', 'd']);
  });

  it('does not change what it shows while nothing comes', async () => {
    const { api, trace } = open({ executions: [traced('RUNNING'), traced('RUNNING'), traced('SUCCEEDED')].map(ok) });
    const seen = new Set<unknown>();
    trace.events.subscribe((value) => void seen.add(value));
    await settles(api);
    expect(seen.size).toBe(2);
  });

  it('starts a new history when support has started the order afresh', async () => {
    const second = traced('SUCCEEDED', { name: `${ORDER_ID}-2` }, { events: events(1, 2) });
    const { api, trace, stop } = open({ executions: [ok(traced('FAILED')), ok(second)] });
    await settles(api);
    expect(trace.events.value).toHaveLength(3);
    trace.refresh();
    await vi.waitUntil(() => trace.execution.value?.execution.name === `${ORDER_ID}-2`);
    expect(trace.events.value).toHaveLength(2);
    stop();
  });

  it('keeps what it knows through a failure, and tells of it', async () => {
    const { trace } = open({ executions: [ok(traced('RUNNING')), noAnswer, noAnswer, ok(traced('SUCCEEDED'))] });
    const told: unknown[] = [];
    trace.failure.subscribe((failure) => void (failure && told.push(trace.execution.peek()?.execution.status)));
    await vi.waitUntil(() => trace.execution.value?.execution.status === 'SUCCEEDED');
    expect(told[0]).toBe('RUNNING');
    expect(trace.failure.value).toBeUndefined();
  });

  it('ends at a refusal', async () => {
    const { api, trace } = open({ executions: [problem(403, 'forbidden')], orders: [problem(404, 'order-not-found')] });
    expect(await settles(api)).toBe(1);
    expect(trace.looked.value).toBe(true);
  });

  it('waits for the execution of an order that is received, and for none of an order that is not known', async () => {
    const waiting = open({
      executions: [problem(404, 'execution-not-found'), ok(traced('SUCCEEDED'))],
      orders: [ok(received), ok(sent)],
    });
    expect(await settles(waiting.api)).toBe(2);
    const unknown = open({
      executions: [problem(404, 'execution-not-found')],
      orders: [problem(404, 'order-not-found')],
    });
    expect(await settles(unknown.api)).toBe(1);
  });

  it('looks again when the record was read before the end', async () => {
    const { api } = open({ executions: [ok(traced('SUCCEEDED'))], orders: [ok(received), ok(sent)] });
    expect(await settles(api)).toBe(2);
  });

  it('waits for the confirmation, but not for one that is long overdue', async () => {
    const fresh = processed({ processedAt: '2025-11-03T12:47:45Z' });
    const waits = open({ executions: [ok(traced('SUCCEEDED'))], orders: [ok(fresh), ok(fresh), ok(sent)] });
    expect(await settles(waits.api)).toBe(3);
    const late = open({ executions: [ok(traced('SUCCEEDED'))], orders: [ok(fresh)], now: NOW + 3_600_000 });
    expect(await settles(late.api)).toBe(1);
  });

  it('follows a redrive also while Step Functions still tells of the time before', async () => {
    const { api, trace } = open({
      executions: [
        ok(traced('FAILED')),
        ok(traced('FAILED')),
        ok(traced('FAILED')),
        ok(traced('RUNNING', { redriveCount: 1 })),
        ok(traced('SUCCEEDED', { redriveCount: 1 })),
      ],
    });
    await settles(api);
    expect((await trace.redrive({ redriveCount: 0 })).ok).toBe(true);
    expect(api.redrive).toHaveBeenCalledWith(ORDER_ID, { redriveCount: 0 });
    await vi.waitUntil(() => trace.execution.value?.execution.status === 'SUCCEEDED');
    expect(await settles(api)).toBe(5);
  });

  it('does not follow a redrive for ever that shows no effect', async () => {
    const { api, trace } = open({ executions: [ok(traced('FAILED'))] });
    await settles(api);
    await trace.redrive({});
    expect(await settles(api)).toBeLessThan(20);
  });

  it('looks what comes of a review and of a cancellation', async () => {
    const { api, trace } = open({ executions: [ok(traced('SUCCEEDED'))] });
    const before = await settles(api);
    const review = { questionId: 'ABCDEF123456', decision: 'approve' as const };
    expect((await trace.review(review)).ok).toBe(true);
    expect(api.review).toHaveBeenCalledWith(ORDER_ID, review);
    const afterReview = await settles(api);
    expect(afterReview).toBeGreaterThan(before);
    expect((await trace.cancel('Sold twice.')).ok).toBe(true);
    expect(api.cancel).toHaveBeenCalledWith(ORDER_ID, 'Sold twice.');
    expect(await settles(api)).toBeGreaterThan(afterReview);
  });

  it('goes on while the order is being cancelled, which is another execution', async () => {
    const moving = { ...sent, cancelRequested: { by: 'support' as const, at: LONG_AGO } };
    const { api } = open({ executions: [ok(traced('SUCCEEDED'))], orders: [ok(moving), ok(moving), ok(sent)] });
    expect(await settles(api)).toBe(3);
  });

  it('stops where the cancellation failed, whichever execution is shown', async () => {
    const moving = { ...sent, cancelRequested: { by: 'support' as const, at: LONG_AGO } };
    const shown = traced('SUCCEEDED');
    const cancellation = { machine: 'OrderCancellation' as const, name: ORDER_ID, startedAt: LONG_AGO };
    const executions = (['RUNNING', 'FAILED'] as const).map((status) =>
      ok({ ...shown, executions: [...shown.executions, { ...cancellation, status }] }),
    );
    const { api } = open({ executions, orders: [ok(moving)] });
    expect(await settles(api)).toBe(2);
  });

  it('starts a new history where the cancellation begins, which has the same name', async () => {
    const second = traced('SUCCEEDED', { machine: 'OrderCancellation' }, { events: events(1, 2) });
    const { trace, stop } = open({ executions: [ok(traced('RUNNING')), ok(second)] });
    await vi.waitUntil(() => trace.execution.value?.execution.machine === 'OrderCancellation');
    expect(trace.events.value).toHaveLength(2);
    stop();
  });

  it('stops when the page is left, also right after a redrive', async () => {
    const { api, trace, stop } = open({ executions: [ok(traced('FAILED'))] });
    const before = await settles(api);
    stop();
    await trace.redrive({});
    expect(await settles(api)).toBe(before);
  });
});
