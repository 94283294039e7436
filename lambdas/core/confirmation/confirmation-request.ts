import * as z from 'zod';
import { eventTypeSchema } from '../contract/event-type.ts';
import { orderIdSchema } from '../contract/order-id.ts';
import { timestamp } from '../contract/text.ts';

/** What asks for a confirmation: an announcement of the topic, of which only what names it is read, as all else is in the
 * record; or support's wish to send it again, with the moment of that wish, so that a confirmation sent earlier does not
 * count and one sent later does. */
export const confirmationRequestSchema = z.object({
  eventType: eventTypeSchema,
  orderId: orderIdSchema,
  /** Which question, where it is one that the mail is about. */
  questionId: z
    .string()
    .regex(/^[0-9A-Z]{12}$/)
    .optional(),
  resendRequestedAt: timestamp.optional(),
});

/** What asks for a confirmation. */
export type ConfirmationRequest = z.infer<typeof confirmationRequestSchema>;
