import type { ExecutionStatus } from '../../../../lambdas/core/contract/failure.ts';
import type { MailOutcome } from '../../../../lambdas/core/contract/mail.ts';
import type { OrderStatus } from '../../../../lambdas/core/contract/status.ts';
import { MAIL_OUTCOME_WORDS, STATUS_WORDS } from './status-words.ts';

const EXECUTION_WORDS: Readonly<Record<ExecutionStatus, readonly [string, string]>> = {
  RUNNING: ['Running', 'running'],
  SUCCEEDED: ['Succeeded', 'processed'],
  FAILED: ['Failed', 'rejected'],
  TIMED_OUT: ['Timed out', 'rejected'],
  ABORTED: ['Stopped by a person', 'stopped'],
  PENDING_REDRIVE: ['Waiting for its redrive', 'running'],
};

/** How an execution stands. */
export const ExecutionBadge = ({ status }: { status: ExecutionStatus }) => {
  const [words, look] = EXECUTION_WORDS[status];
  return <span class={`badge ${look}`}>{words}</span>;
};

const MAIL_LOOKS: Readonly<Record<MailOutcome, string>> = {
  pending: 'stopped',
  sent: 'running',
  delayed: 'stopped',
  delivered: 'processed',
  bounced: 'rejected',
  complained: 'rejected',
  rejected: 'rejected',
  refused: 'rejected',
};

/** What became of a mail. */
export const MailBadge = ({ outcome }: { outcome: MailOutcome }) => (
  <span class={`badge ${MAIL_LOOKS[outcome]}`}>{MAIL_OUTCOME_WORDS[outcome]}</span>
);

/** How an order stands. */
export const OrderBadge = ({ status }: { status: OrderStatus }) => (
  <span class={`badge ${status.toLowerCase()}`}>{STATUS_WORDS[status]}</span>
);
