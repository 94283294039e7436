import * as z from 'zod';

/** What the topic announces, by the status that the order came to. */
export const EVENT_TYPE_OF = {
  UnderReview: 'OrderUnderReview',
  AwaitingCustomer: 'CustomerNeeded',
  Processed: 'OrderProcessed',
  Rejected: 'OrderRejected',
  Cancelled: 'OrderCancelled',
} as const;

/** What the topic announces. */
export const eventTypeSchema = z.enum([
  EVENT_TYPE_OF.UnderReview,
  EVENT_TYPE_OF.AwaitingCustomer,
  EVENT_TYPE_OF.Processed,
  EVENT_TYPE_OF.Rejected,
  EVENT_TYPE_OF.Cancelled,
]);

/** A type of announcement. */
export type EventType = z.infer<typeof eventTypeSchema>;
