import type { MailOutcome } from './mail.ts';
import type { Canceller } from './order.ts';
import type { Change } from './question.ts';
import type { OrderStatus } from './status.ts';

/** A status in words, for each place that tells it. */
interface StatusWords {
  /** On a shopper's badge. */
  shopper: string;
  /** On support's badge, and to search by. */
  support: string;
  /** After “Your order”, or “Your order 7K3M-9QXT-2V5H-A1BC”: in mails, and where the page reads it out. */
  predicate: string;
  /** What the page adds when it reads it out. */
  more?: string;
}

/** The statuses in words, in the order of an order's life: on the pages, and in the mails about them. */
export const STATUS_WORDS: Readonly<Record<OrderStatus, StatusWords>> = {
  Received: {
    shopper: 'Received, being processed',
    support: 'Received',
    predicate: 'is received and being processed',
  },
  UnderReview: {
    shopper: 'Being reviewed',
    support: 'Under review',
    predicate: 'is being reviewed',
    more: 'One of us looks at it; you need not do anything.',
  },
  AwaitingCustomer: {
    shopper: 'Waits for your answer',
    support: 'Awaiting customer',
    predicate: 'waits for your answer',
    more: 'Something has changed; the question is on this page.',
  },
  Processed: { shopper: 'Processed', support: 'Processed', predicate: 'is processed' },
  Rejected: {
    shopper: 'Rejected',
    support: 'Rejected',
    predicate: 'is rejected',
    more: 'The reasons are on this page.',
  },
  Cancelled: { shopper: 'Cancelled', support: 'Cancelled', predicate: 'is cancelled' },
};

/** `Your order is processed`: what a mail is headed by, and a page reads out. */
export const headlineOf = (status: OrderStatus): string => `Your order ${STATUS_WORDS[status].predicate}`;

/** `Your order 7K3M-9QXT-2V5H-A1BC is processed`: what a mail is about. */
export const subjectOf = (status: OrderStatus, orderId: string): string =>
  `Your order ${orderId} ${STATUS_WORDS[status].predicate}`;

/** What became of a mail, in words: as the heading of a step on a shopper's page, and on support's badge. */
export const MAIL_OUTCOME_WORDS: Readonly<Record<MailOutcome, { shopper: string; support: string }>> = {
  pending: { shopper: 'E-mail on its way', support: 'Not sent yet' },
  sent: { shopper: 'E-mail sent', support: 'Sent' },
  delayed: { shopper: 'E-mail delayed', support: 'Delayed' },
  delivered: { shopper: 'E-mail delivered', support: 'Delivered' },
  bounced: { shopper: 'E-mail could not be delivered', support: 'Bounced' },
  complained: { shopper: 'E-mail was reported as unwanted', support: 'Marked as spam' },
  rejected: { shopper: 'E-mail could not be sent', support: 'Rejected by SES' },
  refused: { shopper: 'E-mail could not be sent', support: 'Refused: can never be sent' },
};

/** Who cancelled an order, as its customer reads it. */
export const CANCELLED_WORDS: Readonly<Record<Canceller, { headline: string; reason: string }>> = {
  customer: { headline: 'You cancelled this order', reason: 'Your reason' },
  support: { headline: 'We cancelled this order', reason: 'Our reason' },
};

/** That the shop takes no money, below each page and in mails. */
export const NO_PAYMENTS = 'This shop takes orders, not payments: nothing is charged.';

/** What is other than the customer saw, in a sentence; `money` writes an amount in cents. */
export const sayChange = (change: Change, money: (cents: number) => string): string => {
  switch (change.kind) {
    case 'price':
      return `What you ordered costs ${money(change.totalCents)} now; you saw ${money(change.seenTotalCents)}.`;
    case 'fewer':
      return `${change.name}: only ${change.left} left, you ordered ${change.wanted}.`;
    case 'gone':
      return `${change.name} is not to be had any more.`;
  }
};
