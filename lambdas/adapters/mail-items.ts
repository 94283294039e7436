import * as z from 'zod';
import { bounceSchema, mailOutcomeSchema, occasionSchema } from '../core/contract/mail.ts';
import { timestamp } from '../core/contract/text.ts';

/** An item of the table Confirmations: one mail of one order. */
const mailItemSchema = z.object({
  orderId: z.string(),
  occasion: occasionSchema,
  /** While somebody is at it, and until somebody else may be; in milliseconds. */
  claimedUntil: z.string().optional(),
  /** When the attempts began of which none succeeded yet; in milliseconds. */
  triedAt: z.string().optional(),
  sentAt: timestamp.optional(),
  firstSentAt: timestamp.optional(),
  times: z.int().optional(),
  to: z.string().optional(),
  messageId: z.string().optional(),
  outcome: mailOutcomeSchema.optional(),
  outcomeAt: timestamp.optional(),
  bounce: bounceSchema.optional(),
});

/** An item of the table Confirmations. */
export type MailItem = z.infer<typeof mailItemSchema>;

/** The items of the table Confirmations. */
export const mailsOf = (table: string) => ({
  table,
  key: 'orderId',
  parse: mailItemSchema.parse.bind(mailItemSchema),
});
