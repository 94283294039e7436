import { type ReadonlySignal, signal } from '@preact/signals';
import type { OrderRecord } from '../../../lambdas/core/contract/order.ts';
import type { Failure } from '../api/answer.ts';
import type { ShopApi } from '../api/shop-api.ts';

/** The part of a shopper's orders that is shown. */
interface ShownOrders {
  /** Newest first; undefined until the first page came. */
  orders: readonly OrderRecord[] | undefined;
  /** Ids of orders that cannot be read. */
  unreadable: readonly string[];
  /** Where older ones begin. */
  cursor: string | undefined;
  loading: boolean;
  failure: Failure | undefined;
}

/** A shopper's own orders, page by page. */
export interface OrderList {
  readonly state: ReadonlySignal<ShownOrders>;
  /** Fetches the first page, or the next one; how many orders it brought. */
  more(): Promise<number>;
}

/** A list that starts empty. */
export const createOrderList = (api: Pick<ShopApi, 'orders'>): OrderList => {
  const state = signal<ShownOrders>({
    orders: undefined,
    unreadable: [],
    cursor: undefined,
    loading: false,
    failure: undefined,
  });
  return {
    state,
    more: async () => {
      const before = state.peek();
      if (before.loading) return 0;
      state.value = { ...before, loading: true, failure: undefined };
      const answer = await api.orders(before.cursor);
      if (!answer.ok) {
        state.value = { ...before, failure: answer.failure };
        return 0;
      }
      const { orders, cursor, unreadable = [] } = answer.value;
      state.value = {
        orders: [...(before.orders ?? []), ...orders],
        unreadable: [...before.unreadable, ...unreadable],
        cursor,
        loading: false,
        failure: undefined,
      };
      return orders.length;
    },
  };
};
