import type { OrderResponse } from '../../../../lambdas/core/contract/order-answers.ts';
import type { HistoryEvent, OrderExecution } from '../../../../lambdas/core/contract/support.ts';
import type { Answer } from '../../../../site/src/api/answer.ts';

export const ORDER_ID = '7K3M-9QXT-2V5H-A1BC';

export const ok = <T>(value: T): Answer<T> => ({ ok: true, value });

export const problem = (status: number, code: string): Answer<never> => ({
  ok: false,
  failure: { kind: 'problem', problem: { type: 'about:blank', title: code, status, code, detail: code } },
});

export const noAnswer: Answer<never> = { ok: false, failure: { kind: 'no-answer' } };

/** Somebody looks, and no time passes between looks. */
export const polling = { attention: { present: () => true, watch: () => () => {} }, delayAfter: () => 0 };

export const received: OrderResponse = {
  orderId: ORDER_ID,
  customerId: 'ada',
  customerName: 'Ada',
  email: 'ada@example.com',
  product: 'Laptop',
  quantity: 1,
  items: [{ product: 'Laptop', quantity: 1 }],
  timestamp: '2025-11-03T12:47:44Z',
  status: 'Received',
};

export const processed = (more: { confirmationSentAt?: string; processedAt?: string } = {}): OrderResponse => ({
  ...received,
  items: [{ product: 'Laptop', name: 'Laptop', quantity: 1, unitPriceCents: 100 }],
  totalCents: 100,
  currency: 'EUR',
  status: 'Processed',
  processedAt: '2025-11-03T12:47:45Z',
  confirmationTo: 'ada@example.com',
  ...more,
});

/** Events 1 to `count` of a history. */
export const events = (from: number, to: number): HistoryEvent[] =>
  Array.from({ length: to - from + 1 }, (_, index) => ({
    id: from + index,
    previousEventId: from + index - 1,
    timestamp: new Date(Date.UTC(2025, 10, 3) + index).toISOString(),
    type: 'TaskStarted',
  }));

export const traced = (
  status: OrderExecution['execution']['status'],
  more: Partial<OrderExecution['execution']> = {},
  page: Pick<OrderExecution, 'events' | 'cursor'> = { events: events(1, 3) },
): OrderExecution => {
  const execution = {
    machine: 'OrderProcessing' as const,
    name: ORDER_ID,
    arn: 'arn',
    status,
    startedAt: '2025-11-03T12:47:44.000Z',
    redriveCount: 0,
    redrivable: ['FAILED', 'TIMED_OUT', 'ABORTED'].includes(status),
    ...more,
  };
  return {
    orderId: ORDER_ID,
    executions: [{ machine: execution.machine, name: execution.name, status, startedAt: execution.startedAt }],
    execution,
    definition: '{}',
    definitionIsNewest: true,
    consoleUrl: 'https://console.example.com/',
    ...page,
  };
};
