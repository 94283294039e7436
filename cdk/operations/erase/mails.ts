import * as z from 'zod';

/** An item of the table Confirmations, as far as erasing must know it. */
export const storedMailSchema = z.looseObject({
  orderId: z.string(),
  occasion: z.string(),
  sentAt: z.string().optional(),
  outcome: z.string().optional(),
  claimedUntil: z.string().optional(),
});

/** An item of the table Confirmations: one mail about an order. */
export type StoredMail = z.infer<typeof storedMailSchema>;

/** The attributes that say nothing of a person; all others go, as with an order. SES's id of the mail goes too, as it leads to
 * the recipient there, and so does the trouble, as nobody is left to write to. */
const impersonal: ReadonlySet<string> = new Set([
  ...['orderId', 'occasion', 'claimedUntil', 'triedAt', 'sentAt', 'firstSentAt', 'times'],
  ...['outcome', 'outcomeAt', 'weight', 'bounce', 'settledOf', 'settledAt'],
]);

/** The attributes that must go; none where nothing of the person is in it. */
export const personalIn = (mail: StoredMail): string[] => Object.keys(mail).filter((name) => !impersonal.has(name));

/** Whether somebody is sending it at this moment. */
export const isBeingSent = ({ claimedUntil }: StoredMail, now: Date): boolean =>
  claimedUntil !== undefined && Date.parse(claimedUntil) > now.getTime();
