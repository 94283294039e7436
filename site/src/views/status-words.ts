import { type OrderStatus, orderStatusSchema } from '../../../lambdas/core/contract/status.ts';

/** A status in words, for each place that tells it. */
interface StatusWords {
  /** On a shopper's badge. */
  shopper: string;
  /** On support's badge, and to search by. */
  support: string;
  /** Read out when an order comes to it. */
  announcement: string;
}

/** The statuses in words, in the order of an order's life. */
export const STATUS_WORDS: Readonly<Record<OrderStatus, StatusWords>> = {
  Received: {
    shopper: 'Received, being processed',
    support: 'Received',
    announcement: 'Your order is received and being processed.',
  },
  UnderReview: {
    shopper: 'Being reviewed',
    support: 'Under review',
    announcement: 'Your order is being reviewed by one of us. You need not do anything.',
  },
  AwaitingCustomer: {
    shopper: 'Waits for your answer',
    support: 'Awaiting customer',
    announcement: 'Your order waits for your answer: something has changed. The question is on this page.',
  },
  Processed: { shopper: 'Processed', support: 'Processed', announcement: 'Your order is processed.' },
  Rejected: {
    shopper: 'Rejected',
    support: 'Rejected',
    announcement: 'Your order is rejected. The reasons are on this page.',
  },
  Cancelled: { shopper: 'Cancelled', support: 'Cancelled', announcement: 'Your order is cancelled.' },
};

/** The statuses, in the order of an order's life. */
export const STATUSES: readonly OrderStatus[] = orderStatusSchema.options;
