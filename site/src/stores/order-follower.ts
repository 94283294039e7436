import { type ReadonlySignal, signal } from '@preact/signals';
import type { OrderResponse } from '../../../lambdas/core/contract/order-answers.ts';
import { isOpen } from '../../../lambdas/core/contract/status.ts';
import type { Failure } from '../api/answer.ts';
import type { OrdersApi } from '../api/orders-api.ts';
import { awaitsMails } from './mails.ts';
import { type Polling, restartable } from './poll.ts';

/** What is known of an order. */
interface FollowedOrder {
  /** As the API told last. */
  order: OrderResponse | undefined;
  /** When that was, where it is not of now: the last look got no answer. */
  seenAt?: string | undefined;
  /** Why the last look told nothing. */
  failure: Failure | undefined;
}

/** Follows one order until it is decided and, for a while, until it is known what became of its mails. */
export interface OrderFollower {
  readonly state: ReadonlySignal<FollowedOrder>;
  /** Begins to look; returns what stops it. */
  start(): () => void;
  /** Looks anew, with short waits: something was done that will change the order. */
  expectChange(): void;
}

/** How many looks follow what was done about an order, whatever they show. */
const LOOKS_FOR_A_CHANGE = 6;

/** Failures that looking again does not mend; all others pass. */
const isFinal = (failure: Failure): boolean =>
  failure.kind === 'signed-out' || (failure.kind === 'problem' && [400, 403, 404].includes(failure.problem.status));

/** Whether an order is on its way to another status. */
export const isMoving = (order: OrderResponse): boolean =>
  isOpen(order.status) || (order.status === 'Processed' && order.cancelRequested !== undefined);

/** Follows the order of this id. */
export const createOrderFollower = (
  api: Pick<OrdersApi, 'order'>,
  polling: Polling,
  orderId: string,
): OrderFollower => {
  const state = signal<FollowedOrder>({ order: undefined, failure: undefined });
  /** Looks still to come, whatever they show. */
  let due = 0;

  const look = async (): Promise<'again' | 'done'> => {
    const answer = await api.order(orderId);
    if (!answer.ok) {
      state.value = { ...state.peek(), failure: answer.failure };
      return isFinal(answer.failure) ? 'done' : 'again';
    }
    state.value = { order: answer.value, seenAt: answer.seenAt, failure: undefined };
    if (answer.seenAt !== undefined) return 'again';
    due = Math.max(due - 1, 0);
    return due > 0 || isMoving(answer.value) || awaitsMails(answer.value, Date.now()) ? 'again' : 'done';
  };
  const { start, restart } = restartable(polling, look);

  return {
    state,
    start,
    expectChange: () => {
      due = LOOKS_FOR_A_CHANGE;
      restart();
    },
  };
};
