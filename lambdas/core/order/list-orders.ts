import type { OrdersPage } from '../contract/order-answers.ts';
import { encodeCursor, type ListPosition } from '../shared/cursor.ts';
import type { CustomerOrders } from './ports.ts';

/** Orders on one page of a customer's list. */
const PAGE_SIZE = 20;

/** Makes the use case "list a customer's orders": one page, newest first, what of it cannot be read, and where the next one starts. */
export const createListOrders =
  (orders: CustomerOrders) =>
  async (customerId: string, after: ListPosition | undefined): Promise<OrdersPage> => {
    // One more than a page tells whether a next one exists, so that no cursor leads to an empty page.
    const found = await orders.page(customerId, PAGE_SIZE + 1, after);
    const page = found.slice(0, PAGE_SIZE);
    const last = page.at(-1);
    const unreadable = page.flatMap(({ position, record }) => (record ? [] : [position.orderId]));
    return {
      orders: page.flatMap(({ record }) => record ?? []),
      ...(unreadable.length > 0 && { unreadable }),
      ...(found.length > PAGE_SIZE && last && { cursor: encodeCursor(last.position) }),
    };
  };
