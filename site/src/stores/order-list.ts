import { type ReadonlySignal, signal } from '@preact/signals';
import type { OrderRecord } from '../../../lambdas/core/contract/order.ts';
import type { Failure } from '../api/answer.ts';
import type { OrdersApi } from '../api/orders-api.ts';
import { isMoving } from './order-follower.ts';
import { type Polling, poll } from './poll.ts';

/** The part of a shopper's orders that is shown. */
interface ShownOrders {
  /** Newest first; undefined until the first page came. */
  orders: readonly OrderRecord[] | undefined;
  /** When they stood so, where that is not now: the shop did not answer. */
  seenAt?: string | undefined;
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
  /** Looks how undecided orders stand, and whether the shop answers where it did not, while somebody sees them; returns what stops it. */
  follow(): () => void;
}

/** Orders as they stand now, with those on top that came since. */
const renewed = (before: readonly OrderRecord[], now: readonly OrderRecord[]): readonly OrderRecord[] => {
  const byId = new Map(now.map((order) => [order.orderId, order]));
  const known = new Set(before.map(({ orderId }) => orderId));
  const newest = before[0]?.timestamp ?? '';
  const added = now.filter(({ orderId, timestamp }) => !known.has(orderId) && timestamp >= newest);
  return [...added, ...before.map((order) => byId.get(order.orderId) ?? order)];
};

const isUnsettled = ({ orders, seenAt, failure }: ShownOrders): boolean =>
  seenAt !== undefined || (orders === undefined ? failure?.kind === 'no-answer' : orders.some(isMoving));

/** A list that starts empty. */
export const createOrderList = (api: Pick<OrdersApi, 'orders'>, polling: Polling): OrderList => {
  const state = signal<ShownOrders>({
    orders: undefined,
    unreadable: [],
    cursor: undefined,
    loading: false,
    failure: undefined,
  });
  const renew = async (): Promise<void> => {
    const before = state.peek();
    if (before.loading || !isUnsettled(before)) return;
    const answer = await api.orders(undefined);
    // A page that came meanwhile is newer.
    if (!answer.ok || state.peek() !== before) return;
    const { orders, cursor, unreadable = [] } = answer.value;
    const { seenAt } = answer;
    state.value =
      before.orders === undefined
        ? { orders, unreadable, cursor, seenAt, loading: false, failure: undefined }
        : { ...before, orders: renewed(before.orders, orders), seenAt };
  };

  return {
    state,
    follow: () =>
      poll(polling, async () => {
        await renew();
        return 'again';
      }),
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
        seenAt: answer.seenAt,
        loading: false,
        failure: undefined,
      };
      return orders.length;
    },
  };
};
