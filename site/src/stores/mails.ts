import { EVENT_TYPE_OF } from '../../../lambdas/core/contract/event-type.ts';
import { latestOccasionOf, stoodSinceOf } from '../../../lambdas/core/contract/latest-mail.ts';
import { isUndelivered, type Mail, subjectOf } from '../../../lambdas/core/contract/mail.ts';
import type { ShownOrder } from '../../../lambdas/core/contract/order.ts';
import type { OrderResponse } from '../../../lambdas/core/contract/order-answers.ts';

/** A mail goes out within seconds of what it tells; one that has not by then takes a person or a long retry. */
const SENT_WITHIN_MS = 120_000;
/** What becomes of a mail is told within seconds of its sending, and of a slow one within this. */
const TOLD_WITHIN_MS = 60_000;
/** What arrived may be marked as spam; that a person does it takes longer than anybody waits. */
const CONTRADICTED_WITHIN_MS = 10_000;

const hasRecord = (order: OrderResponse): order is ShownOrder => 'timestamp' in order;

/** What the version before of the API tells, which knows of one mail alone. */
const mailsOfBefore = (order: ShownOrder): Mail[] => {
  if (!('processedAt' in order)) return [];
  const eventType = order.status === 'Rejected' ? EVENT_TYPE_OF.Rejected : EVENT_TYPE_OF.Processed;
  const { confirmationSentAt: sentAt, confirmationTo: to, confirmationRefusedAt: outcomeAt } = order;
  if (sentAt !== undefined) return [{ occasion: eventType, eventType, outcome: 'sent', sentAt, to }];
  return outcomeAt === undefined ? [] : [{ occasion: eventType, eventType, outcome: 'refused', outcomeAt }];
};

/** The mails about an order that are known of, the oldest first. */
export const mailsOf = (order: OrderResponse): readonly Mail[] =>
  hasRecord(order) ? (order.mails ?? mailsOfBefore(order)) : [];

/** The mail that tells how an order stands, where nothing is known of it yet. */
export const expectedMail = (order: OrderResponse): Mail | undefined => {
  const occasion = hasRecord(order) ? latestOccasionOf(order) : undefined;
  const subject = occasion === undefined ? undefined : subjectOf(occasion);
  if (occasion === undefined || !subject || mailsOf(order).some((mail) => mail.occasion === occasion)) return undefined;
  return { occasion, ...subject, outcome: 'pending' };
};

/** Also where the two clocks disagree it ends. */
const isWithin = (at: string | undefined, now: number, ms: number): boolean =>
  at !== undefined && Math.abs(now - Date.parse(at)) < ms;

const maySoonChange = ({ outcome, sentAt, outcomeAt }: Mail, now: number): boolean => {
  if (outcome === 'sent' || outcome === 'delayed') return isWithin(sentAt, now, TOLD_WITHIN_MS);
  return outcome === 'delivered' && isWithin(outcomeAt, now, CONTRADICTED_WITHIN_MS);
};

/** Whether something may be told of an order's mails any moment. `now` is in milliseconds since 1970. */
export const awaitsMails = (order: OrderResponse, now: number): boolean => {
  if (!hasRecord(order) || order.status === 'Received') return false;
  const occasion = latestOccasionOf(order);
  const isUnsent = (order.mails ?? mailsOfBefore(order)).every(
    (mail) => mail.occasion !== occasion || mail.outcome === 'pending',
  );
  if (isUnsent && isWithin(stoodSinceOf(order), now, SENT_WITHIN_MS)) return true;
  return order.mails?.some((mail) => maySoonChange(mail, now)) ?? false;
};

/** Whether a mail did not reach its reader, for a reason that stands in the way of the next one too. */
const isUnreached = ({ outcome, bounce }: Mail): boolean =>
  isUndelivered(outcome) && !(outcome === 'bounced' && bounce?.kind === 'soft');

const endedAt = ({ outcomeAt, sentAt }: Mail): number => Date.parse(outcomeAt ?? sentAt ?? '') || 0;

/** The mail by which it is known that the customer is not reached, and none has arrived since; undefined where nothing says so. */
export const unreachedOf = (order: OrderResponse): Mail | undefined => {
  const last = mailsOf(order)
    .filter((mail) => mail.outcome === 'delivered' || isUnreached(mail))
    .toSorted((a, b) => endedAt(a) - endedAt(b))
    .at(-1);
  return last && isUnreached(last) ? last : undefined;
};

/** Where a mail went, or is to go. */
export const addressOf = ({ to }: Mail, order: OrderResponse): string =>
  to ?? ('email' in order ? order.email : 'the address of the order');

/** Whether a mail may not arrive for what is known of its address by another one. */
export const mayFail = (mail: Mail, order: OrderResponse): boolean => {
  const unreached = unreachedOf(order);
  const isOpen = mail.outcome === 'pending' || mail.outcome === 'sent' || mail.outcome === 'delayed';
  return unreached !== undefined && isOpen && addressOf(mail, order) === addressOf(unreached, order);
};
