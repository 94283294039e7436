import * as z from 'zod';
import { decidedRecordSchema } from '../contract/order.ts';
import { timestamp } from '../contract/text.ts';

/** What the topic announces, by the status that the order came to. */
export const eventTypeOf = { Processed: 'OrderProcessed', Rejected: 'OrderRejected' } as const;

/** An announcement on the topic OrderEvents: the stored record and what happened to it. */
export const orderEventSchema = z.intersection(
  z.object({
    eventType: z.enum([eventTypeOf.Processed, eventTypeOf.Rejected]),
    /** When support asked to send the confirmation again; a confirmation sent since then answers the wish. */
    resendRequestedAt: timestamp.optional(),
  }),
  decidedRecordSchema,
);

/** An announcement on the topic OrderEvents. */
export type OrderEvent = z.infer<typeof orderEventSchema>;
