import { supportGroup } from '../../core/contract/identity.ts';
import type { createGetOrder } from '../../core/order/get-order.ts';
import { json, problem } from './answers.ts';
import type { Respond } from './api-handler.ts';
import { callerOf } from './claims.ts';

/** GET /api/orders/{orderId}: the record, or one and the same 404 for all that the caller may not see. */
export const respondToGetOrder =
  (getOrder: ReturnType<typeof createGetOrder>): Respond =>
  async (event) => {
    const { customerId, groups } = callerOf(event);
    const reader = { customerId, isSupport: groups.has(supportGroup) };
    const order = await getOrder(reader, event.pathParameters?.orderId ?? '');
    return order === undefined ? problem('order-not-found', 'You have no order of this id.') : json(200, order);
  };
