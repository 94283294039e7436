import * as z from 'zod';
import { mailSchema } from './mail.ts';
import { orderIdSchema } from './order-id.ts';
import { timestamp } from './text.ts';

/** 200 of GET /api/support/orders/{orderId}/mails/{occasion}: a mail as its reader sees it, written now. */
export const shownMailSchema = z.object({
  orderId: orderIdSchema,
  ...mailSchema.pick({ occasion: true, eventType: true }).shape,
  subject: z.string(),
  /** Absent where the shop sends no mails any more. */
  from: z.string().optional(),
  to: z.string(),
  html: z.string(),
  text: z.string(),
  /** The last time; absent while it never was. */
  sentAt: timestamp.optional(),
  /** Whether the order stands otherwise by now than when it was sent: what it told is put together from what the record has kept. */
  recordChanged: z.boolean(),
});

/** A mail as its reader sees it. */
export type ShownMail = z.infer<typeof shownMailSchema>;
