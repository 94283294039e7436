import * as z from 'zod';

/** What the topic announces, by the status that the order came to. */
export const EVENT_TYPE_OF = { Processed: 'OrderProcessed', Rejected: 'OrderRejected' } as const;

/** What the topic announces. */
export const eventTypeSchema = z.enum([EVENT_TYPE_OF.Processed, EVENT_TYPE_OF.Rejected]);
