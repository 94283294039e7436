import { isErased } from '../contract/erased.ts';
import { latestOccasionOf } from '../contract/latest-mail.ts';
import type { ResendAccepted, ResendRequest } from '../contract/support.ts';
import { describeOutcomeOf } from '../order/order-announcement.ts';
import { eventOf, type OrderEvent } from '../order/order-event.ts';
import { parseOrderId } from '../order/order-id.ts';
import type { OrderEvents, OrderStore } from '../order/ports.ts';
import { type Clock, toTimestamp } from '../shared/timestamp.ts';

/** Why a mail is not sent again; `mail-overtaken` means that the order stands otherwise by now than it told. */
export type ResendRefusal = 'order-not-found' | 'order-undecided' | 'order-erased' | 'mail-overtaken';

/** Makes the use case "send a confirmation again": it announces the stored outcome with the moment of the wish, by which
 * the sender tells it from a late duplicate. */
export const createResendConfirmation =
  (orders: Pick<OrderStore, 'get'>, events: OrderEvents, now: Clock) =>
  async (text: string, { occasion }: ResendRequest = {}): Promise<ResendAccepted | ResendRefusal> => {
    const orderId = parseOrderId(text);
    const record = orderId && (await orders.get(orderId));
    if (!record) return 'order-not-found';
    if (record.status === 'Received') return 'order-undecided';
    if (isErased(record)) return 'order-erased';
    const latest = latestOccasionOf(record);
    if (latest === undefined) return 'order-undecided';
    if (occasion !== undefined && occasion !== latest) return 'mail-overtaken';
    const resendRequestedAt = toTimestamp(now());
    const event: OrderEvent = { ...eventOf(record), resendRequestedAt };
    await events.publish(event, describeOutcomeOf(record));
    return { orderId: record.orderId, occasion: latest, eventType: event.eventType, resendRequestedAt };
  };
