import { NO_PAYMENTS } from '../../../../lambdas/core/contract/words.ts';

/** What an order's page says right after the order was placed; moments and addresses come as texts that are written already. */
export const THANKS_WORDS = {
  heading: 'Thank you for your order',
  next: 'What happens next',
  checked: 'We look at prices and stock, which takes a few seconds. This page follows by itself.',
  reviewed: 'One of us looks at it first, as at each order of this size. You need not do anything.',
  asked: 'Something has changed since you saw it: please answer the question on this page.',
  processed: 'It is processed: what you ordered is kept for you.',
  willMail: (email: string) => `As soon as it is decided we write to ${email}, mostly within a minute.`,
  mails: (email: string) =>
    `The confirmation goes to ${email}, mostly within a minute. Look among the spam if it does not come.`,
  goesTo: (address: string) => `Then we send it to ${address}.`,
  cancellable: (until: string) => `Should you not want it after all, you can cancel it on this page until ${until}.`,
  where: 'You find it again under “My orders”, whenever you like.',
  noPayments: NO_PAYMENTS,
} as const;

/** What an order says on paper, and the button that puts it there. */
export const PRINT_WORDS = {
  print: 'Print',
  facts: (orderedAt: string, status: string) => `Ordered ${orderedAt}. ${status}.`,
} as const;
