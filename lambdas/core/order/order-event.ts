import * as z from 'zod';
import { eventTypeSchema } from '../contract/event-type.ts';
import { decidedRecordSchema } from '../contract/order.ts';
import { timestamp } from '../contract/text.ts';

/** An announcement on the topic OrderEvents: the stored record and what happened to it. */
export const orderEventSchema = z.intersection(
  z.object({
    eventType: eventTypeSchema,
    /** When support asked to send the confirmation again; a confirmation sent since then answers the wish. */
    resendRequestedAt: timestamp.optional(),
  }),
  decidedRecordSchema,
);

/** An announcement on the topic OrderEvents. */
export type OrderEvent = z.infer<typeof orderEventSchema>;
