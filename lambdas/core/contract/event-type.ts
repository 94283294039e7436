import * as z from 'zod';
import type { OrderStatus } from './status.ts';

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

/** The status that an announcement tells of: what the mail about it is headed by, and makes sense in. */
export const STATUS_OF: Readonly<Record<EventType, Exclude<OrderStatus, 'Received'>>> = {
  [EVENT_TYPE_OF.UnderReview]: 'UnderReview',
  [EVENT_TYPE_OF.AwaitingCustomer]: 'AwaitingCustomer',
  [EVENT_TYPE_OF.Processed]: 'Processed',
  [EVENT_TYPE_OF.Rejected]: 'Rejected',
  [EVENT_TYPE_OF.Cancelled]: 'Cancelled',
};
