import { isErased } from '../contract/erased.ts';
import type { ResendAccepted } from '../contract/support.ts';
import { describeOutcomeOf } from '../order/order-announcement.ts';
import { eventOf, type OrderEvent } from '../order/order-event.ts';
import { parseOrderId } from '../order/order-id.ts';
import type { OrderEvents, OrderStore } from '../order/ports.ts';
import { type Clock, toTimestamp } from '../shared/timestamp.ts';

/** Makes the use case "send a confirmation again": it announces the stored outcome with the moment of the wish, by which
 * the sender tells it from a late duplicate. */
export const createResendConfirmation =
  (orders: Pick<OrderStore, 'get'>, events: OrderEvents, now: Clock) =>
  async (text: string): Promise<ResendAccepted | 'order-not-found' | 'order-undecided' | 'order-erased'> => {
    const orderId = parseOrderId(text);
    const record = orderId && (await orders.get(orderId));
    if (!record) return 'order-not-found';
    if (record.status === 'Received') return 'order-undecided';
    if (isErased(record)) return 'order-erased';
    const resendRequestedAt = toTimestamp(now());
    const event: OrderEvent = { ...eventOf(record), resendRequestedAt };
    await events.publish(event, describeOutcomeOf(record));
    return { orderId: record.orderId, eventType: event.eventType, resendRequestedAt };
  };
