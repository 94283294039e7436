import * as z from 'zod';
import { type EventType, eventTypeSchema } from './event-type.ts';
import { timestamp } from './text.ts';

const QUESTION_ID = /^[0-9A-Z]{12}$/;

/** What a mail is about: an announcement, and which question where it is about one. */
export const mailSubject = {
  eventType: eventTypeSchema,
  questionId: z.string().regex(QUESTION_ID).optional(),
};

/** What a mail is about. */
interface MailSubject {
  eventType: EventType;
  questionId?: string | undefined;
}

/** Which of an order's mails: `OrderProcessed`, `CustomerNeeded-7K3M9QXT2V5H`. Each goes out once. Spelt so that SES takes it
 * for the value of a tag, which has letters, digits, `-` and `_` alone.
 * https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_MessageTag.html */
export const occasionOf = ({ eventType, questionId }: MailSubject): string =>
  questionId === undefined ? eventType : `${eventType}-${questionId}`;

/** What the mail of an occasion is about; undefined for a text that names none. */
export const subjectOf = (occasion: string): MailSubject | undefined => {
  const [eventType, questionId, ...rest] = occasion.split('-');
  const subject = z.object(mailSubject).safeParse({ eventType, questionId });
  return subject.success && rest.length === 0 ? subject.data : undefined;
};

/** One of an order's mails. */
export const occasionSchema = z.string().regex(/^[A-Za-z]+(-[0-9A-Z]{12})?$/);

/** What became of a mail. `pending`: an attempt was made, or is under way. `sent`: SES took it, and told nothing of it yet.
 * `delayed`: the recipient's server does not take it yet. `rejected`: SES found a virus. `refused`: it can never be sent. */
export const mailOutcomeSchema = z.enum([
  'pending',
  'sent',
  'delayed',
  'delivered',
  'bounced',
  'complained',
  'rejected',
  'refused',
]);

/** What became of a mail. */
export type MailOutcome = z.infer<typeof mailOutcomeSchema>;

/** How a mail bounced: for good (`hard`) or not; with SES's own words, such as `Permanent` and `Suppressed`.
 * https://docs.aws.amazon.com/ses/latest/dg/notification-contents.html#bounce-types */
export const bounceSchema = z.object({ kind: z.enum(['hard', 'soft']), type: z.string(), subtype: z.string() });

/** How a mail bounced. */
export type Bounce = z.infer<typeof bounceSchema>;

/** A mail about an order, and what became of it. */
export const mailSchema = z.object({
  occasion: occasionSchema,
  ...mailSubject,
  outcome: mailOutcomeSchema,
  /** Since when that is known; absent while it is `pending` or `sent`. */
  outcomeAt: timestamp.optional(),
  bounce: bounceSchema.optional(),
  /** The last time; absent while it never was. */
  sentAt: timestamp.optional(),
  /** The address as it was sent to. */
  to: z.string().optional(),
  /** Where it was sent again: when first, and how often by now. */
  firstSentAt: timestamp.optional(),
  times: z.int().min(2).optional(),
});

/** A mail about an order. */
export type Mail = z.infer<typeof mailSchema>;

/** The outcomes that leave the customer without the mail, or unwilling to get another one. */
export const isUndelivered = (outcome: MailOutcome): boolean =>
  outcome === 'bounced' || outcome === 'complained' || outcome === 'rejected' || outcome === 'refused';
