import * as z from 'zod';

/** What the topic announces, by the status that the order came to. */
export const eventTypeOf = { Processed: 'OrderProcessed', Rejected: 'OrderRejected' } as const;

/** What the topic announces. */
export const eventTypeSchema = z.enum([eventTypeOf.Processed, eventTypeOf.Rejected]);
