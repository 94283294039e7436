import type { Send } from '../api/http.ts';
import { createOrdersApi } from '../api/orders-api.ts';
import { createOrderActs, type OrderActs } from './order-acts.ts';
import { createOrderFollower, type OrderFollower } from './order-follower.ts';
import { createOrderList, type OrderList } from './order-list.ts';
import type { Polling } from './poll.ts';

/** A shopper's orders. */
interface Orders {
  follow(orderId: string): OrderFollower;
  /** `onActed` is called after each act. */
  actsOn(orderId: string, onActed: () => void): OrderActs;
  list(): OrderList;
}

/** What a shopper's orders are made of. */
export interface OrdersParts {
  send: Send;
  polling: Polling;
}

/** Makes them. */
export const createOrders = ({ send, polling }: OrdersParts): Orders => {
  const api = createOrdersApi(send);
  return {
    follow: (orderId) => createOrderFollower(api, polling, orderId),
    actsOn: (orderId, onActed) => createOrderActs({ api, onActed }, orderId),
    list: () => createOrderList(api, polling),
  };
};
