import type { OrderResponse } from '../contract/api.ts';
import { isIdOfCustomer, parseOrderId, type Sha256 } from './order-id.ts';
import type { OrderStore } from './ports.ts';

/** Who asks. */
interface Reader {
  customerId: string;
  isSupport: boolean;
}

/**
 * Makes the use case "look an order up". Undefined for an order that is somebody else's as for one that does not exist:
 * nobody learns which. An id that this customer was given and that has no record yet is still in the queue.
 */
export const createGetOrder =
  (orders: Pick<OrderStore, 'get'>, sha256: Sha256) =>
  async (reader: Reader, text: string): Promise<OrderResponse | undefined> => {
    const orderId = parseOrderId(text);
    if (orderId === undefined) return undefined;
    const record = await orders.get(orderId);
    if (record === undefined) {
      return isIdOfCustomer(sha256, orderId, reader.customerId) ? { orderId, status: 'Received' } : undefined;
    }
    return reader.isSupport || record.customerId === reader.customerId ? record : undefined;
  };
