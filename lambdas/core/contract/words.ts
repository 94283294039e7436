import { WORDS } from './languages/en.ts';
import { createSay } from './languages/message.ts';
import type { MailOutcome } from './mail.ts';
import type { Canceller } from './order.ts';
import { type Change, sayChange as sayChangeIn } from './question.ts';
import type { OrderStatus } from './status.ts';

const say = createSay<typeof WORDS>(WORDS, 'en');

/** A status in words, for each place that tells it. */
interface StatusWords {
  /** On a shopper's badge. */
  shopper: string;
  /** On support's badge, and to search by. */
  support: string;
  /** What the page adds when it reads it out. */
  more?: string;
}

/** The statuses in words, in the order of an order's life. */
export const STATUS_WORDS: Readonly<Record<OrderStatus, StatusWords>> = {
  Received: { shopper: say('status.Received'), support: 'Received' },
  UnderReview: {
    shopper: say('status.UnderReview'),
    support: 'Under review',
    more: 'One of us looks at it; you need not do anything.',
  },
  AwaitingCustomer: {
    shopper: say('status.AwaitingCustomer'),
    support: 'Awaiting customer',
    more: 'Something has changed; the question is on this page.',
  },
  Processed: { shopper: say('status.Processed'), support: 'Processed' },
  Rejected: { shopper: say('status.Rejected'), support: 'Rejected', more: 'The reasons are on this page.' },
  Cancelled: { shopper: say('status.Cancelled'), support: 'Cancelled' },
};

/** `Your order is processed`: what a mail is headed by, and a page reads out. */
export const headlineOf = (status: OrderStatus): string => say(`headline.${status}`);

/** What became of a mail, in words: as the heading of a step on a shopper's page, and on support's badge. */
export const MAIL_OUTCOME_WORDS: Readonly<Record<MailOutcome, { shopper: string; support: string }>> = {
  pending: { shopper: say('mail.pending'), support: 'Not sent yet' },
  sent: { shopper: say('mail.sent'), support: 'Sent' },
  delayed: { shopper: say('mail.delayed'), support: 'Delayed' },
  delivered: { shopper: say('mail.delivered'), support: 'Delivered' },
  bounced: { shopper: say('mail.bounced'), support: 'Bounced' },
  complained: { shopper: say('mail.complained'), support: 'Marked as spam' },
  rejected: { shopper: say('mail.rejected'), support: 'Rejected by SES' },
  refused: { shopper: say('mail.refused'), support: 'Refused: can never be sent' },
};

/** Who cancelled an order, as its customer reads it. */
export const CANCELLED_WORDS: Readonly<Record<Canceller, { headline: string; reason: string }>> = {
  customer: { headline: say('cancelled.customer'), reason: say('cancelReason.customer') },
  support: { headline: say('cancelled.support'), reason: say('cancelReason.support') },
};

/** That the shop takes no money, below each page and in mails. */
export const NO_PAYMENTS = say('noPayments');

/** What is other than the customer saw, in a sentence; `money` writes an amount in cents. */
export const sayChange = (change: Change, money: (cents: number) => string): string => sayChangeIn(say, change, money);
