import * as z from 'zod';
import { EVENT_TYPE_OF } from '../contract/event-type.ts';
import type { AnnouncedRecord } from '../contract/order.ts';
import { orderIdSchema } from '../contract/order-id.ts';
import { timestamp } from '../contract/text.ts';

const common = {
  orderId: orderIdSchema,
  timestamp,
  /** When support asked to send the mail again; one sent since then answers the wish. */
  resendRequestedAt: timestamp.optional(),
};

const decided = { ...common, processedAt: timestamp };

/** A question, told from others about the same order by its id. */
const asked = { ...common, questionId: z.string(), askedAt: timestamp, until: timestamp };

/** An announcement on the topic OrderEvents: which order, and what happened to it. Queues keep it for days and dead-letter
 * queues for weeks, so it names nobody and holds nothing that a person typed; who needs more reads the record (docs/adr/0019). */
export const orderEventSchema = z.discriminatedUnion('eventType', [
  z.object({ eventType: z.literal(EVENT_TYPE_OF.Processed), ...decided, status: z.literal('Processed') }),
  z.object({ eventType: z.literal(EVENT_TYPE_OF.Rejected), ...decided, status: z.literal('Rejected') }),
  z.object({
    eventType: z.literal(EVENT_TYPE_OF.Cancelled),
    ...decided,
    status: z.literal('Cancelled'),
    cancelledAt: timestamp,
  }),
  z.object({ eventType: z.literal(EVENT_TYPE_OF.AwaitingCustomer), ...asked, status: z.literal('AwaitingCustomer') }),
  z.object({ eventType: z.literal(EVENT_TYPE_OF.UnderReview), ...asked, status: z.literal('UnderReview') }),
]);

/** An announcement on the topic OrderEvents. */
export type OrderEvent = z.infer<typeof orderEventSchema>;

/** The announcement of what became of an order. Parsing leaves out all that is no part of it. */
export const eventOf = (record: AnnouncedRecord): OrderEvent =>
  orderEventSchema.parse({
    ...record,
    eventType: EVENT_TYPE_OF[record.status],
    ...(record.question && {
      questionId: record.question.id,
      askedAt: record.question.askedAt,
      until: record.question.until,
    }),
  });
