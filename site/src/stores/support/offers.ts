import { isFresh } from '../../../../lambdas/core/contract/execution-names.ts';
import type { OrderResponse } from '../../../../lambdas/core/contract/order-answers.ts';
import { isOpen } from '../../../../lambdas/core/contract/status.ts';
import type { Execution } from '../../../../lambdas/core/contract/support.ts';

/** What support can do about an execution. */
export interface Offers {
  /** Go on from the state that failed. */
  redrive: boolean;
  /** Start another execution of the order, from its first state. */
  fresh: boolean;
  /** Start the order's first execution. */
  start: boolean;
  /** Why nothing of this is possible, where one would expect it. */
  instead: string | undefined;
}

/** An order is taken from its queue within seconds; until then its execution is only about to be started. */
const START_AFTER_MS = 60_000;

const NOTHING: Offers = { redrive: false, fresh: false, start: false, instead: undefined };

const ENDED_BADLY: readonly Execution['status'][] = ['FAILED', 'TIMED_OUT', 'ABORTED'];

/** Whether a cancellation may be begun once more: somebody wished it, and doing it again changes nothing that is done. */
const canCancel = (order: OrderResponse | undefined): boolean =>
  order?.status === 'Cancelled' || (order?.status === 'Processed' && order.cancelRequested !== undefined);

const sayInstead = (execution: Execution, order: OrderResponse | undefined): string => {
  const reason = execution.notRedrivableBecause ? ` (${execution.notRedrivableBecause})` : '';
  if (execution.machine === 'OrderProcessing' && order && !isOpen(order.status)) {
    return `It cannot be redriven${reason}, and the order is decided: all that is left to do is to send its confirmation again.`;
  }
  if (isFresh(execution.name)) return `It cannot be redriven${reason}, and was started afresh once already.`;
  return `It cannot be redriven${reason}, and there is no record of the order to start it afresh from.`;
};

/** What can be done about an order's newest execution. `now` is in milliseconds since 1970. */
export const offersOf = (execution: Execution | undefined, order: OrderResponse | undefined, now: number): Offers => {
  const waits = order !== undefined && isOpen(order.status) && 'timestamp' in order;
  if (!execution) {
    return { ...NOTHING, start: waits && now - Date.parse(order.timestamp) > START_AFTER_MS };
  }
  if (!ENDED_BADLY.includes(execution.status)) return NOTHING;
  const redrive = execution.redrivable;
  const fresh = (execution.machine === 'OrderCancellation' ? canCancel(order) : waits) && !isFresh(execution.name);
  return { ...NOTHING, redrive, fresh, instead: redrive || fresh ? undefined : sayInstead(execution, order) };
};
