import { type ReadonlySignal, signal } from '@preact/signals';
import type { OrderRecord } from '../../../../lambdas/core/contract/order.ts';
import type { Attention, SupportOrders, SupportSearch } from '../../../../lambdas/core/contract/support.ts';
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
  /** What needs a person; only of a search without any limit. */
  attention: Attention | undefined;
  loading: boolean;
  failure: Failure | undefined;
}

/** A search for orders, page by page. */
export interface OrderSearch {
  readonly state: ReadonlySignal<FoundOrders>;
  /** Searches anew; an answer to an earlier search is not waited for any more. */
  search(query: SearchQuery): Promise<void>;
  /** Fetches the next page; how many orders it brought. */
  more(): Promise<number>;
}

const NOTHING: FoundOrders = {
  orders: undefined,
  cursor: undefined,
  unreadable: [],
  covers: undefined,
  attention: undefined,
  loading: false,
  failure: undefined,
};

/** A search that has not begun. */
export const createOrderSearch = (api: Pick<SupportApi, 'search'>): OrderSearch => {
  const state = signal<FoundOrders>(NOTHING);
  let current: SearchQuery = {};

  return {
    state,
    search: async (query) => {
      current = query;
      state.value = { ...NOTHING, loading: true };
      const answer = await api.search(query);
      if (current !== query) return;
      state.value = answer.ok ? { ...NOTHING, ...answer.value } : { ...NOTHING, failure: answer.failure };
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
      const { orders, cursor, unreadable = [] } = answer.value;
      state.value = {
        ...before,
        orders: [...(before.orders ?? []), ...orders],
        unreadable: [...before.unreadable, ...unreadable],
        cursor,
        failure: undefined,
      };
      return orders.length;
    },
  };
};
