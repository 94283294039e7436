import * as z from 'zod';
import { bounceSchema, type Mail, mailOutcomeSchema, occasionSchema, subjectOf } from '../core/contract/mail.ts';
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
  /** Since when the trouble stood that a person settled. */
  settledOf: z.string().optional(),
});

/** An item of the table Confirmations. */
export type MailItem = z.infer<typeof mailItemSchema>;

/** The items of the table Confirmations. */
export const mailsOf = (table: string) => ({
  table,
  key: 'orderId',
  parse: mailItemSchema.parse.bind(mailItemSchema),
});

/** Whether it tells more than that it was tried. */
const tellsMore = ({ sentAt, outcome }: MailItem): boolean => sentAt !== undefined || outcome !== undefined;

const mailOf = (item: MailItem): Mail[] => {
  const { occasion, sentAt, to, outcomeAt, bounce, firstSentAt, times = 1 } = item;
  const subject = subjectOf(occasion);
  if (!subject) return [];
  return [
    {
      occasion,
      ...subject,
      outcome: item.outcome ?? (sentAt === undefined ? 'pending' : 'sent'),
      ...(outcomeAt !== undefined && { outcomeAt }),
      ...(bounce && { bounce }),
      ...(sentAt !== undefined && { sentAt }),
      ...(to !== undefined && { to }),
      ...(times > 1 && { firstSentAt, times }),
    },
  ];
};

/** By when they were first sent, or given up. */
const byAge = (a: Mail, b: Mail): number => {
  const [one, other] = [a, b].map(({ firstSentAt, sentAt, outcomeAt }) => firstSentAt ?? sentAt ?? outcomeAt ?? '~');
  return one === other ? 0 : (one ?? '') < (other ?? '') ? -1 : 1;
};

/** The mails of one order, the oldest first; with those that the version before noted elsewhere. */
export const mailsFrom = (items: readonly MailItem[], ofBefore: readonly Mail[]): Mail[] => {
  const isNoted = (occasion: string): boolean => items.some((item) => item.occasion === occasion && tellsMore(item));
  const kept = ofBefore.filter(({ occasion }) => !isNoted(occasion));
  const isKept = (occasion: string): boolean => kept.some((mail) => mail.occasion === occasion);
  return [...kept, ...items.filter(({ occasion }) => !isKept(occasion)).flatMap(mailOf)].toSorted(byAge);
};
