import type { Canceller } from '../contract/order.ts';
import { CANCELLED_WORDS, NO_PAYMENTS } from '../contract/words.ts';

/** What mails say in a language, beside the words that they share with the pages (contract/words.ts). Moments, amounts and
 * names come as texts that are written already. */
export interface MailWords {
  /** BCP 47, of the words themselves. */
  language: string;
  hello: string;
  order: string;
  placed: string;
  total: string;
  subjectAgain: (subject: string) => string;
  again: (sentAt: string) => string;
  why: string;
  whatChanged: string;
  next: string;
  ordered: string;
  offered: string;
  quantity: string;
  unpriced: string;
  deliveredTo: string;
  wasToBeDeliveredTo: string;
  /** What the link to the order is called. */
  seeOrder: string;
  answer: string;
  processed: { opening: string; next: (cancellableUntil: string, hasAddress: boolean) => string[] };
  rejected: { opening: (declined: boolean) => string; next: string[] };
  cancelled: {
    opening: (by: Canceller) => string;
    reason: (by: Canceller) => string;
    next: (wasProcessed: boolean) => string[];
  };
  question: { opening: string; next: (until: string, total: string) => string[] };
  review: { opening: (total: string, limit: string) => string; next: (until: string) => string[] };
  contact: string;
  byReply: string;
  noReplies: string;
  because: (shop: string) => string;
}

/** The mails in English. */
const ENGLISH: MailWords = {
  language: 'en',
  hello: 'Hello',
  order: 'Order',
  placed: 'Placed',
  total: 'Total',
  subjectAgain: (subject) => `${subject} (sent again)`,
  again: (sentAt) => `We send you this mail again: it already went out on ${sentAt}.`,
  why: 'Why',
  whatChanged: 'What has changed',
  next: 'What happens next',
  ordered: 'What you ordered',
  offered: 'What we propose',
  quantity: 'Quantity',
  unpriced: 'no price',
  deliveredTo: 'Delivery address',
  wasToBeDeliveredTo: 'Delivery address you gave',
  seeOrder: 'See your order',
  answer: 'Accept or decline',
  processed: {
    opening: 'Thank you. Your order is accepted and processed.',
    next: (cancellableUntil, hasAddress) => [
      hasAddress
        ? 'We send it to the delivery address below.'
        : 'It was placed without a delivery address: please tell us where it goes.',
      'You need not do anything more. You hear from us again only if something about it changes.',
      `Should you not want it after all: you can cancel it on its page until ${cancellableUntil}.`,
      NO_PAYMENTS,
    ],
  },
  rejected: {
    opening: (declined) =>
      declined ? 'As you decided, nothing is ordered.' : 'We are sorry: we cannot take your order.',
    next: [
      'Nothing of it was ordered. Nothing is sent to you, and nothing is charged.',
      'You can order again: the page of your order puts what is still to be had back into the cart, where you can change it.',
    ],
  },
  cancelled: {
    opening: (by) =>
      by === 'customer'
        ? `${CANCELLED_WORDS.customer.headline}.`
        : `${CANCELLED_WORDS.support.headline}, and we are sorry.`,
    reason: (by) => CANCELLED_WORDS[by].reason,
    next: (wasProcessed) => [
      'Nothing of it is sent to you, and nothing is charged.',
      wasProcessed
        ? 'What we kept for you is for sale again. If you still want it, please order again.'
        : 'Nothing was kept for you. If you still want it, please order again.',
    ],
  },
  question: {
    opening: 'Your order cannot be had as you placed it, so we ask you first.',
    next: (until, total) => [
      `Please accept or decline what we propose, on the page of your order, by ${until}.`,
      `If you accept, your order is processed for ${total} in all. It never costs more than you accepted: should something change once more, we ask you again.`,
      'If you decline, or do not answer by then, nothing is ordered and nothing is charged.',
    ],
  },
  review: {
    opening: (total, limit) =>
      `Thank you. Your order comes to ${total}, and one of us looks at orders above ${limit} before they are processed.`,
    next: (until) => [
      `You hear from us by ${until}. You need not do anything.`,
      'Until then nothing is sent and nothing is charged, and you can cancel it on its page.',
      'Should nobody get round to it in time, the order is rejected, and we tell you.',
    ],
  },
  contact: 'Questions? A person answers at',
  byReply: 'or simply reply to this mail.',
  noReplies: 'Nobody reads replies to this mail.',
  because: (shop) =>
    `You get this mail because an order was placed at ${shop} by the person who signed in with this address.`,
};

/** The words for a locale; the deployment checks that there are some in its language. */
export const wordsFor = (_locale: string): MailWords => ENGLISH;
