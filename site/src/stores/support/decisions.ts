import type { ExecutionStatus } from '../../../../lambdas/core/contract/failure.ts';
import type { OrderResponse } from '../../../../lambdas/core/contract/order-answers.ts';
import type { Question } from '../../../../lambdas/core/contract/question.ts';
import type { Execution } from '../../../../lambdas/core/contract/support.ts';

/** What support can decide about an order. */
export interface DecisionOffers {
  /** The question that waits for a review. */
  review: Extract<Question, { kind: 'review' }> | undefined;
  cancel: boolean;
}

/** What is known of an order's execution. */
export type KnownExecution = Pick<Execution, 'machine' | 'status'>;

/** How an execution ends that did not succeed. */
const ENDED_BADLY: readonly ExecutionStatus[] = ['FAILED', 'TIMED_OUT', 'ABORTED'];

/** Whether the execution failed that was to carry out what is decided about an order, its newest one of that workflow. */
export const carryingOutFailed = ({ status }: OrderResponse, executions: readonly KnownExecution[]): boolean => {
  const machine = status === 'Processed' ? 'OrderCancellation' : 'OrderProcessing';
  const newest = executions.findLast((each) => each.machine === machine);
  return newest !== undefined && ENDED_BADLY.includes(newest.status);
};

/** A cancellation begins at once; one that is not to be seen after this has not. */
const BEGINS_WITHIN_MS = 60_000;

/** Whether the cancellation of an order was asked for and its workflow could not be started, so that it is to be asked for again;
 * `executions` undefined: nobody knows which there are. */
export const neverBegan = (
  order: OrderResponse | undefined,
  executions: readonly KnownExecution[] | undefined,
  now: number,
): boolean =>
  order?.status === 'Processed' &&
  order.cancelRequested !== undefined &&
  now - Date.parse(order.cancelRequested.at) > BEGINS_WITHIN_MS &&
  executions?.every(({ machine }) => machine !== 'OrderCancellation') === true;

/** The question about an order that was answered without its execution going on, so that the answer is to be handed on. Where the
 * execution failed, a redrive does that. */
export const answerThatWaits = (
  order: OrderResponse | undefined,
  executions: readonly KnownExecution[] | undefined,
  now: number,
): Question | undefined => {
  if (order?.status !== 'UnderReview' && order?.status !== 'AwaitingCustomer') return undefined;
  const { answer } = order.question;
  const waits = answer !== undefined && now - Date.parse(answer.at) > BEGINS_WITHIN_MS;
  return waits && executions !== undefined && !carryingOutFailed(order, executions) ? order.question : undefined;
};

/** What support can decide about an order as it stands. */
export const decisionsOn = (order: OrderResponse | undefined): DecisionOffers => {
  if (!order) return { review: undefined, cancel: false };
  switch (order.status) {
    case 'UnderReview':
      return order.question.answer ? { review: undefined, cancel: false } : { review: order.question, cancel: true };
    case 'AwaitingCustomer':
      return { review: undefined, cancel: order.question.answer === undefined };
    case 'Processed':
      return { review: undefined, cancel: order.cancelRequested === undefined };
    default:
      return { review: undefined, cancel: false };
  }
};
