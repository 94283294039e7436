import * as z from 'zod';
import { EVENT_TYPE_OF, eventTypeSchema } from '../contract/event-type.ts';
import { type DecidedRecord, orderIdSchema } from '../contract/order.ts';
import { timestamp } from '../contract/text.ts';

/** An announcement on the topic OrderEvents: which order, and what happened to it. Queues keep it for days and dead-letter
 * queues for weeks, so it names nobody and holds nothing that a person typed; who needs more reads the record (docs/adr/0019). */
export const orderEventSchema = z.object({
  eventType: eventTypeSchema,
  orderId: orderIdSchema,
  status: z.enum(['Processed', 'Rejected']),
  timestamp,
  processedAt: timestamp,
  /** When support asked to send the confirmation again; a confirmation sent since then answers the wish. */
  resendRequestedAt: timestamp.optional(),
});

/** An announcement on the topic OrderEvents. */
export type OrderEvent = z.infer<typeof orderEventSchema>;

/** The announcement of an order's outcome. */
export const eventOf = ({ orderId, status, timestamp, processedAt }: DecidedRecord): OrderEvent => ({
  eventType: EVENT_TYPE_OF[status],
  orderId,
  status,
  timestamp,
  processedAt,
});
