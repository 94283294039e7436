import { roleIn } from '../../core/contract/identity.ts';
import type { createGetOrder } from '../../core/order/get-order.ts';
import { json, problem } from './answers.ts';
import type { Respond } from './api-handler.ts';
import { callerOf } from './claims.ts';
import { audit, orderNamed } from './support/audit.ts';
import { maskBody } from './support/mask-body.ts';

/** GET /api/orders/{orderId}: the record, or one and the same 404 for all that the caller may not see. A member of support who
 * asks for what is not their own leaves an audit line, as with every other read of support; to one who only reads it is masked. */
export const respondToGetOrder =
  (getOrder: ReturnType<typeof createGetOrder>): Respond =>
  async (event, log) => {
    const { customerId, groups } = callerOf(event);
    const role = roleIn(groups);
    const reader = { customerId, isSupport: role !== undefined };
    const orderId = event.pathParameters?.orderId ?? '';
    const note = (outcome: string): void => {
      if (reader.isSupport) audit(log, { actor: customerId, action: 'read-order', outcome }, orderNamed(orderId));
    };
    try {
      const order = await getOrder(reader, orderId);
      if (order === undefined) {
        note('404');
        return problem('order-not-found', 'You have no order of this id.');
      }
      const isTheirs = !('customerId' in order) || order.customerId === customerId;
      if (!isTheirs) note('200');
      const answer = json(200, order);
      return role === 'reads' && !isTheirs ? maskBody(answer) : answer;
    } catch (error) {
      note('error');
      throw error;
    }
  };
