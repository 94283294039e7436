import type { OrderResponse } from '../contract/api.ts';
import type { OrderRecord } from '../contract/order.ts';
import { cancellableUntil } from '../shared/cancellable.ts';
import { type Clock, toTimestamp } from '../shared/timestamp.ts';
import { UnreadableItem } from '../shared/unreadable-item.ts';
import { isIdOfCustomer, parseOrderId, type Sha256 } from './order-id.ts';
import type { OrderStore } from './ports.ts';

/** Who asks. */
interface Reader {
  customerId: string;
  isSupport: boolean;
}

/** What looking an order up needs. */
interface GetOrderDependencies {
  orders: Pick<OrderStore, 'get'>;
  sha256: Sha256;
  /** How long after its processing a customer may cancel an order. */
  cancellationMinutes: number;
  now: Clock;
}

/** Makes the use case "look an order up". Undefined for an order that is somebody else's as for one that does not exist:
 * nobody learns which. An id that this customer was given and that has no record yet is still in the queue. */
export const createGetOrder = ({ orders, sha256, cancellationMinutes, now }: GetOrderDependencies) => {
  /** Until when its customer may cancel it, as long as that lies ahead. */
  const told = (record: OrderRecord): OrderResponse => {
    if (record.status !== 'Processed' || record.cancelRequested) return record;
    const until = cancellableUntil(record, cancellationMinutes);
    return toTimestamp(now()) < until ? { ...record, cancellableUntil: until } : record;
  };

  const maySee = ({ customerId, isSupport }: Reader, owner: string | undefined): boolean =>
    isSupport || owner === customerId;

  /** That a record cannot be read is told to whom it concerns; to others it is as if there were none. */
  const recordFor = async (reader: Reader, orderId: string): Promise<OrderRecord | 'not-theirs' | undefined> => {
    try {
      const record = await orders.get(orderId);
      return record && !maySee(reader, record.customerId) ? 'not-theirs' : record;
    } catch (error) {
      if (error instanceof UnreadableItem && !maySee(reader, error.customerId)) return 'not-theirs';
      throw error;
    }
  };

  return async (reader: Reader, text: string): Promise<OrderResponse | undefined> => {
    const orderId = parseOrderId(text);
    if (orderId === undefined) return undefined;
    const record = await recordFor(reader, orderId);
    if (record === 'not-theirs') return undefined;
    if (record !== undefined) return told(record);
    return isIdOfCustomer(sha256, orderId, reader.customerId) ? { orderId, status: 'Received' } : undefined;
  };
};
