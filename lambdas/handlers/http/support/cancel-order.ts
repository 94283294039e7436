import { supportCancelRequestSchema } from '../../../core/contract/decision.ts';
import type { createCancelOrder } from '../../../core/order/cancel-order.ts';
import { json } from '../answers.ts';
import type { Respond } from '../api-handler.ts';
import { cancelRefused } from '../cancel-refusals.ts';
import { callerOf } from '../claims.ts';
import { readBody } from '../read-body.ts';
import { forSupport } from './guard.ts';
import { type Noted, orderIdOf } from './noted.ts';

/** POST /api/support/orders/{orderId}/cancel: support cancels an order, with a reason. */
export const respondToSupportCancel = (cancelOrder: ReturnType<typeof createCancelOrder>, noted: Noted): Respond =>
  forSupport('cancel-order', async (event, note) => {
    const read = readBody(event, supportCancelRequestSchema);
    if (!read.ok) return read.refusal;
    const { customerId: actor } = callerOf(event);
    const { reason } = read.body;
    const orderId = orderIdOf(event);
    if (orderId === undefined) return cancelRefused('order-not-found');
    return noted(event, { subject: { orderId }, action: 'cancel-order', details: { reason } }, async () => {
      const cancelled = await cancelOrder(orderId, { actor, by: 'support', reason });
      if (typeof cancelled === 'string') return cancelRefused(cancelled);
      note({ status: cancelled.status });
      return json(202, cancelled);
    });
  });
