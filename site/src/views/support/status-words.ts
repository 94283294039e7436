import type { MailOutcome } from '../../../../lambdas/core/contract/mail.ts';
import type { OrderStatus } from '../../../../lambdas/core/contract/status.ts';

/** The statuses as support's badges and searches call them. */
export const STATUS_WORDS: Readonly<Record<OrderStatus, string>> = {
  Received: 'Received',
  UnderReview: 'Under review',
  AwaitingCustomer: 'Awaiting customer',
  Processed: 'Processed',
  Rejected: 'Rejected',
  Cancelled: 'Cancelled',
};

/** What became of a mail, as support's badges call it. */
export const MAIL_OUTCOME_WORDS: Readonly<Record<MailOutcome, string>> = {
  pending: 'Not sent yet',
  sent: 'Sent',
  delayed: 'Delayed',
  delivered: 'Delivered',
  bounced: 'Bounced',
  complained: 'Marked as spam',
  rejected: 'Rejected by SES',
  refused: 'Refused: can never be sent',
};
