import { type ReadonlySignal, signal } from '@preact/signals';
import type { Attention } from '../../../../lambdas/core/contract/attention.ts';
import type { OrderRecord } from '../../../../lambdas/core/contract/order.ts';
import type { SupportOrders, SupportSearch } from '../../../../lambdas/core/contract/support.ts';
import type { Failure } from '../../api/answer.ts';
import type { SupportApi } from '../../api/support-api.ts';

/** What support looks for; the cursor is the list's own matter. */
export type SearchQuery = Omit<SupportSearch, 'cursor'>;

/** What a search has found so far. */
interface FoundOrders {
  /** Newest first; undefined until the first page came. */
  orders: readonly OrderRecord[] | undefined;
  cursor: string | undefined;
  /** Ids of orders that were found and cannot be read. */
  unreadable: readonly string[];
  /** Of which days orders were looked for, where the search says nothing of it. */
  covers: SupportOrders['covers'];
  /** Back to when was looked, where others may follow. */
  lookedBackTo: string | undefined;
  /** What needs a person; only of a search without any limit. */
  attention: Attention | undefined;
  loading: boolean;
  failure: Failure | undefined;
  /** When the first page came last, in milliseconds since 1970. */
  asOf: number | undefined;
}

/** A search for orders, page by page. */
export interface OrderSearch {
  readonly state: ReadonlySignal<FoundOrders>;
  /** Searches anew; an answer to an earlier search is not waited for any more. */
  search(query: SearchQuery): Promise<void>;
  /** Fetches the next page; how many orders it brought. */
  more(): Promise<number>;
  /** Fetches the first page anew and keeps what follows it; what is shown stays where that fails. */
  refresh(): Promise<void>;
}

const NOTHING: FoundOrders = {
  orders: undefined,
  cursor: undefined,
  unreadable: [],
  covers: undefined,
  lookedBackTo: undefined,
  attention: undefined,
  loading: false,
  failure: undefined,
  asOf: undefined,
};

/** A first page, and what was shown below it: orders that are older than all that it looked at. */
const continued = (
  { orders, cursor, lookedBackTo }: SupportOrders,
  before: FoundOrders,
): Pick<FoundOrders, 'orders' | 'cursor' | 'lookedBackTo'> => {
  const end = lookedBackTo ?? orders.at(-1)?.timestamp;
  if (cursor === undefined || end === undefined) return { orders, cursor, lookedBackTo };
  const known = new Set(orders.map(({ orderId }) => orderId));
  const older = (before.orders ?? []).filter(({ orderId, timestamp }) => timestamp <= end && !known.has(orderId));
  const lookedFurther = before.lookedBackTo !== undefined && before.lookedBackTo < end;
  if (older.length === 0 && !lookedFurther) return { orders, cursor, lookedBackTo };
  return { orders: [...orders, ...older], cursor: before.cursor, lookedBackTo: before.lookedBackTo };
};

/** A search that has not begun. */
export const createOrderSearch = (api: Pick<SupportApi, 'search'>, now: () => number = Date.now): OrderSearch => {
  const state = signal<FoundOrders>(NOTHING);
  let current: SearchQuery = {};

  return {
    state,
    search: async (query) => {
      current = query;
      state.value = { ...NOTHING, loading: true };
      const answer = await api.search(query);
      if (current !== query) return;
      state.value = answer.ok ? { ...NOTHING, ...answer.value, asOf: now() } : { ...NOTHING, failure: answer.failure };
    },
    more: async () => {
      const before = state.peek();
      const query = current;
      if (before.loading || before.cursor === undefined) return 0;
      state.value = { ...before, loading: true, failure: undefined };
      const answer = await api.search({ ...query, cursor: before.cursor });
      if (current !== query) return 0;
      if (!answer.ok) {
        state.value = { ...before, failure: answer.failure };
        return 0;
      }
      const { orders, cursor, unreadable = [], lookedBackTo } = answer.value;
      state.value = {
        ...before,
        orders: [...(before.orders ?? []), ...orders],
        unreadable: [...before.unreadable, ...unreadable],
        cursor,
        lookedBackTo,
        failure: undefined,
      };
      return orders.length;
    },
    refresh: async () => {
      const before = state.peek();
      const query = current;
      if (before.loading || before.orders === undefined) return;
      const answer = await api.search(query);
      // Somebody has gone on meanwhile.
      if (current !== query || state.peek() !== before || !answer.ok) return;
      state.value = { ...NOTHING, ...answer.value, ...continued(answer.value, before), asOf: now() };
    },
  };
};
