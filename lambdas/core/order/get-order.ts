import { EVENT_TYPE_OF } from '../contract/event-type.ts';
import type { Mail } from '../contract/mail.ts';
import type { OrderRecord, ShownOrder } from '../contract/order.ts';
import type { OrderResponse } from '../contract/order-answers.ts';
import { cancellableUntil } from '../shared/cancellable.ts';
import { type Clock, toTimestamp } from '../shared/timestamp.ts';
import { UnreadableItem } from '../shared/unreadable-item.ts';
import { isIdOfCustomer, parseOrderId, type Sha256 } from './order-id.ts';
import type { MailedOrder, MailedOrders } from './ports.ts';

/** Who asks. */
interface Reader {
  customerId: string;
  isSupport: boolean;
}

/** What looking an order up needs. */
interface GetOrderDependencies {
  orders: MailedOrders;
  sha256: Sha256;
  /** How long after its processing a customer may cancel an order. */
  cancellationMinutes: number;
  now: Clock;
}

/** What clients that do not read `mails` yet are told of the mail about the outcome. */
const confirmationOf = ({ status }: OrderRecord, mails: readonly Mail[]) => {
  const eventType = status === 'Rejected' ? EVENT_TYPE_OF.Rejected : EVENT_TYPE_OF.Processed;
  const mail = mails.find((each) => each.eventType === eventType);
  if (mail?.sentAt !== undefined) return { confirmationSentAt: mail.sentAt, confirmationTo: mail.to };
  return mail?.outcome === 'refused' ? { confirmationRefusedAt: mail.outcomeAt } : {};
};

/** Makes the use case "look an order up". Undefined for an order that is somebody else's as for one that does not exist:
 * nobody learns which. An id that this customer was given and that has no record yet is still in the queue. */
export const createGetOrder = ({ orders, sha256, cancellationMinutes, now }: GetOrderDependencies) => {
  /** With until when its customer may cancel it, as long as that lies ahead. */
  const shown = ({ record, mails }: MailedOrder): ShownOrder => {
    if (!('processedAt' in record)) return { ...record, mails };
    const told = { ...record, mails, ...confirmationOf(record, mails) };
    if (told.status !== 'Processed' || told.cancelRequested) return told;
    const until = cancellableUntil(told, cancellationMinutes);
    return toTimestamp(now()) < until ? { ...told, cancellableUntil: until } : told;
  };

  const maySee = ({ customerId, isSupport }: Reader, owner: string | undefined): boolean =>
    isSupport || owner === customerId;

  /** That a record cannot be read is told to whom it concerns; to others it is as if there were none. */
  const orderFor = async (reader: Reader, orderId: string): Promise<MailedOrder | 'not-theirs' | undefined> => {
    try {
      const order = await orders.find(orderId);
      return order && !maySee(reader, order.record.customerId) ? 'not-theirs' : order;
    } catch (error) {
      if (error instanceof UnreadableItem && !maySee(reader, error.customerId)) return 'not-theirs';
      throw error;
    }
  };

  return async (reader: Reader, text: string): Promise<OrderResponse | undefined> => {
    const orderId = parseOrderId(text);
    if (orderId === undefined) return undefined;
    const order = await orderFor(reader, orderId);
    if (order === 'not-theirs') return undefined;
    if (order !== undefined) return shown(order);
    return isIdOfCustomer(sha256, orderId, reader.customerId) ? { orderId, status: 'Received' } : undefined;
  };
};
