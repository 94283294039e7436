import type { OrderResponse } from '../../../../../lambdas/core/contract/order-answers.ts';
import { isOpen, type OrderStatus } from '../../../../../lambdas/core/contract/status.ts';
import { carryingOutFailed, type KnownExecution } from '../../../stores/support/decisions.ts';
import type { ActionOutcome } from '../../action-outcome.ts';

/** What support decides about an order. */
export type Decision = 'approve' | 'reject' | 'cancel' | 'hand-on';

/** While the order is on its way there, and once it came there. */
const NOTED: Readonly<Record<Decision, string>> = {
  approve: 'Approved: the order goes on. This page follows it.',
  reject: 'Not approved: the order is being rejected, and the customer is told. This page follows it.',
  cancel: 'The order is being cancelled, and the customer is told. This page follows it.',
  'hand-on': 'The execution is told what was answered. This page follows it.',
};
const DONE: Readonly<Record<Exclude<Decision, 'hand-on'>, readonly [OrderStatus, string]>> = {
  approve: ['Processed', 'Approved, and the order is processed.'],
  reject: ['Rejected', 'Not approved: the order is rejected.'],
  cancel: ['Cancelled', 'The order is cancelled.'],
};
const FAILED: Readonly<Record<Decision, string>> = {
  approve: 'It is noted as approved, and then its execution failed. Once the cause is removed, redrive it: it goes on.',
  reject: 'It is noted as rejected, and then its execution failed. Once the cause is removed, redrive it.',
  cancel:
    'The wish is noted, and then its execution failed: the order is not cancelled yet. Once the cause is removed, redrive it.',
  'hand-on': 'The answer is noted, and its execution failed. Once the cause is removed, redrive it: it goes on.',
};

/** What a decision has come to; undefined where it has not. */
const sayDone = (decision: Decision, status: OrderStatus): string | undefined => {
  if (decision === 'hand-on') {
    return isOpen(status) ? undefined : `The answer was handed on, and the order is ${status}.`;
  }
  const [wanted, done] = DONE[decision];
  return status === wanted ? done : undefined;
};

/** What came of a decision that was noted, in words, as the order and its executions stand by now. */
export const sayDecision = (
  decision: Decision,
  order: OrderResponse | undefined,
  executions: readonly KnownExecution[] = [],
): ActionOutcome => {
  const done = order && sayDone(decision, order.status);
  if (done !== undefined) return { text: done, bad: false };
  if (order && carryingOutFailed(order, executions)) return { text: FAILED[decision], bad: true };
  // A Processed order is where a cancellation begins.
  const endedOtherwise = order && !isOpen(order.status) && !(decision === 'cancel' && order.status === 'Processed');
  if (endedOtherwise) return { text: `The decision was noted, and yet the order is ${order.status}.`, bad: true };
  return { text: NOTED[decision], bad: false };
};
