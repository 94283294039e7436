import { type ReadonlySignal, signal } from '@preact/signals';
import type { OrderResponse } from '../../../lambdas/core/contract/api.ts';
import type { Failure } from '../api/answer.ts';
import type { ShopApi } from '../api/shop-api.ts';
import { awaitsConfirmation } from './confirmation.ts';
import { type Polling, poll } from './poll.ts';

/** What is known of an order. */
interface FollowedOrder {
  /** As the API told last. */
  order: OrderResponse | undefined;
  /** Why the last look told nothing. */
  failure: Failure | undefined;
}

/** Follows one order until it is decided and, for a while, until its confirmation is sent. */
export interface OrderFollower {
  readonly state: ReadonlySignal<FollowedOrder>;
  /** Begins to look; returns what stops it. */
  start(): () => void;
}

/** Failures that looking again does not mend; all others pass. */
const isFinal = (failure: Failure): boolean =>
  failure.kind === 'signed-out' || (failure.kind === 'problem' && [400, 403, 404].includes(failure.problem.status));

/** Follows the order of this id. */
export const createOrderFollower = (api: Pick<ShopApi, 'order'>, polling: Polling, orderId: string): OrderFollower => {
  const state = signal<FollowedOrder>({ order: undefined, failure: undefined });
  const look = async (): Promise<'again' | 'done'> => {
    const answer = await api.order(orderId);
    if (!answer.ok) {
      state.value = { order: state.peek().order, failure: answer.failure };
      return isFinal(answer.failure) ? 'done' : 'again';
    }
    state.value = { order: answer.value, failure: undefined };
    return answer.value.status === 'Received' || awaitsConfirmation(answer.value, Date.now()) ? 'again' : 'done';
  };
  return { state, start: () => poll(polling, look) };
};
