import { cancelRequestSchema } from '../../core/contract/decision.ts';
import type { createCancelOrder } from '../../core/order/cancel-order.ts';
import { json } from './answers.ts';
import type { Respond } from './api-handler.ts';
import { cancelRefused } from './cancel-refusals.ts';
import { callerOf } from './claims.ts';
import { readBody } from './read-body.ts';

/** POST /api/orders/{orderId}/cancel: a customer takes an order back. */
export const respondToCancel =
  (cancelOrder: ReturnType<typeof createCancelOrder>): Respond =>
  async (event, log) => {
    const { customerId: actor } = callerOf(event);
    const read = readBody(event, cancelRequestSchema);
    if (!read.ok) return read.refusal;
    const { reason } = read.body;
    const cancelled = await cancelOrder(event.pathParameters?.orderId ?? '', { actor, by: 'customer', reason });
    if (typeof cancelled === 'string') return cancelRefused(cancelled);
    log.info('cancellation accepted', { orderId: cancelled.orderId, status: cancelled.status });
    return json(202, cancelled);
  };
