import type { ExecutionStatus } from '../../../../lambdas/core/contract/failure.ts';
import type { OrderStatus } from '../../../../lambdas/core/contract/status.ts';
import { STATUS_WORDS } from '../../../../lambdas/core/contract/words.ts';

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

/** How an order stands. */
export const OrderBadge = ({ status }: { status: OrderStatus }) => (
  <span class={`badge ${status.toLowerCase()}`}>{STATUS_WORDS[status].support}</span>
);
