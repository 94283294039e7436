import type { Send } from '../../api/http.ts';
import type { ShopApi } from '../../api/shop-api.ts';
import { createSupportApi } from '../../api/support-api.ts';
import type { Polling } from '../poll.ts';
import { createDeadLetters, type DeadLetters } from './dead-letters.ts';
import { createOrderSearch, type OrderSearch } from './order-search.ts';
import { createOrderTrace, type OrderTrace } from './order-trace.ts';

/** What the support pages show and act on. */
export interface Support {
  searchOrders(): OrderSearch;
  trace(orderId: string, executionName: string | undefined): OrderTrace;
  deadLetters(): DeadLetters;
}

/** What the support pages share with the shop. */
export interface SupportParts {
  send: Send;
  orders: Pick<ShopApi, 'order'>;
  polling: Polling;
}

/** Puts the support pages' stores together, once one of the pages is opened. */
export const createSupport = ({ send, orders, polling }: SupportParts): Support => {
  const api = createSupportApi(send);
  return {
    searchOrders: () => createOrderSearch(api),
    trace: (orderId, name) => createOrderTrace({ api, orders, polling, now: Date.now }, orderId, name),
    deadLetters: () => createDeadLetters(api, polling),
  };
};
