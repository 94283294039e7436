import type { Problem } from '../../lambdas/core/contract/api.ts';
import type { OrderResponse } from '../../lambdas/core/contract/order-answers.ts';
import type { Failure } from '../../site/src/api/answer.ts';
import type { AskingOrder } from '../../site/src/stores/proposal.ts';

export const ORDER_ID = '7K3M-9QXT-2V5H-A1BC';

export const problem = (status: number, code: string): Failure => ({
  kind: 'problem',
  problem: { type: 'about:blank', title: code, status, code, detail: `Detail of ${code}.` } satisfies Problem,
});

const order = {
  orderId: ORDER_ID,
  customerId: 'ada',
  customerName: 'Ada',
  email: 'ada@example.com',
  product: 'Laptop + 1 more',
  quantity: 4,
  items: [
    { product: 'Laptop', quantity: 3 },
    { product: 'Webcam', quantity: 1 },
  ],
  expectedTotalCents: 400,
  timestamp: '2025-11-03T12:47:44Z',
};

export const received: OrderResponse = { ...order, status: 'Received' };

/** An order whose customer is asked: of one product fewer are left, the other one is gone. */
export const asking = (question: Partial<AskingOrder['question']> = {}): AskingOrder => ({
  ...order,
  status: 'AwaitingCustomer',
  question: {
    kind: 'customer',
    id: 'ABCDEF123456',
    askedAt: '2025-11-03T12:47:45Z',
    until: '2025-11-05T12:47:45Z',
    changes: [
      { kind: 'fewer', line: 1, name: 'Laptop 14"', wanted: 3, left: 2 },
      { kind: 'gone', line: 2, name: 'Webcam 1080p' },
    ],
    proposal: {
      items: [{ product: 'Laptop', name: 'Laptop 14"', quantity: 2, unitPriceCents: 100 }],
      totalCents: 200,
      currency: 'EUR',
    },
    ...question,
  },
});

export const accepted = asking({ answer: { kind: 'accepted', at: '2025-11-03T13:00:00Z', by: 'customer' } });

export const underReview: Extract<OrderResponse, { status: 'UnderReview' }> = {
  ...order,
  status: 'UnderReview',
  question: {
    kind: 'review',
    id: 'ABCDEF123456',
    askedAt: '2025-11-03T12:47:45Z',
    until: '2025-11-06T12:47:45Z',
    totalCents: 900_000,
    currency: 'EUR',
    limitCents: 500_000,
  },
};

export const processed: Extract<OrderResponse, { status: 'Processed' }> = {
  ...order,
  items: [{ product: 'Laptop', name: 'Laptop 14"', quantity: 3, unitPriceCents: 100 }],
  totalCents: 300,
  currency: 'EUR',
  status: 'Processed',
  processedAt: '2025-11-03T12:47:46Z',
};

export const rejected: OrderResponse = {
  ...order,
  status: 'Rejected',
  reasons: ['No answer came in time.'],
  processedAt: '2025-11-05T12:47:46Z',
};

export const cancelled: OrderResponse = {
  ...order,
  status: 'Cancelled',
  processedAt: '2025-11-03T12:47:46Z',
  cancelledAt: '2025-11-03T12:50:00Z',
  cancelledBy: 'customer',
};
