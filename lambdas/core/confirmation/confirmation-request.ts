import * as z from 'zod';
import { mailSubject } from '../contract/mail.ts';
import { orderIdSchema } from '../contract/order-id.ts';
import { timestamp } from '../contract/text.ts';

/** What asks for a confirmation: an announcement of the topic, of which only what names it is read, as all else is in the
 * record; or support's wish to send it again, with the moment of that wish, so that a confirmation sent earlier does not
 * count and one sent later does. */
export const confirmationRequestSchema = z.object({
  ...mailSubject,
  orderId: orderIdSchema,
  resendRequestedAt: timestamp.optional(),
});

/** What asks for a confirmation. */
export type ConfirmationRequest = z.infer<typeof confirmationRequestSchema>;
