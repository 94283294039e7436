import { latestOccasionOf } from '../contract/latest-mail.ts';
import type { MailSettled } from '../contract/support.ts';
import { parseOrderId } from '../order/order-id.ts';
import type { OrderStore } from '../order/ports.ts';
import type { Clock } from '../shared/timestamp.ts';
import type { MailSettlements } from './ports.ts';

/** Why a mail is not settled; `mail-trouble-changed` means that it does not need a person any more, or for something newer. */
export type SettleRefusal = 'order-not-found' | 'mail-not-found' | 'mail-trouble-changed';

/** What settling mails needs. */
interface SettleDependencies {
  orders: Pick<OrderStore, 'get'>;
  settlements: MailSettlements;
  now: Clock;
}

/** Makes the use case "this mail needs nobody any more": its customer was reached otherwise, or nothing is to be done. It settles the
 * trouble that was seen, however often it is asked; a later one brings the mail back. The mail itself is as it was: what waits to
 * be sent is sent. */
export const createSettleMail =
  ({ orders, settlements, now }: SettleDependencies) =>
  async (text: string, occasion: string, since: string): Promise<MailSettled | SettleRefusal> => {
    const orderId = parseOrderId(text);
    if (!orderId) return 'order-not-found';
    const at = now().toISOString();
    const settled = await settlements.settle({ orderId, occasion }, since, at);
    if (settled === 'changed') return 'mail-trouble-changed';
    if (settled === 'settled') return { orderId, occasion };
    // Nobody has tried it: of such mails the last one of an order alone is missed.
    const record = await orders.get(orderId);
    if (!record) return 'order-not-found';
    if (latestOccasionOf(record) !== occasion) return 'mail-not-found';
    const made = await settlements.settleUntried({ orderId, occasion }, since, at);
    return made === 'settled' ? { orderId, occasion } : 'mail-trouble-changed';
  };
