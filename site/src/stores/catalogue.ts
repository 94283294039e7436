import { computed, type ReadonlySignal, signal } from '@preact/signals';
import type { Product } from '../../../lambdas/core/contract/product.ts';
import type { Failure } from '../api/answer.ts';
import type { ShopApi } from '../api/shop-api.ts';

/** What is on sale, or why that is not known. */
export type CatalogueState =
  | { status: 'loading' }
  /** `seenAt`: it is not of now, as the shop did not answer. */
  | { status: 'ready'; products: readonly Product[]; seenAt?: string | undefined }
  | { status: 'failed'; failure: Failure };

/** The catalogue. */
export interface Catalogue {
  readonly state: ReadonlySignal<CatalogueState>;
  /** Whether what is shown was kept from earlier, as the shop did not answer. */
  readonly isOverdue: ReadonlySignal<boolean>;
  /** By key; empty until it is loaded. */
  readonly byKey: ReadonlySignal<ReadonlyMap<string, Product>>;
  /** The name of a product by its key. */
  nameOf(product: string): string | undefined;
  /** Fetches it where nothing has so far. */
  want(): void;
  /** Fetches it; why there is nothing newer than before, where that failed. */
  load(): Promise<Failure | undefined>;
}

/** A catalogue that `load` fetches, and fetches anew. */
export const createCatalogue = (api: Pick<ShopApi, 'products'>): Catalogue => {
  const state = signal<CatalogueState>({ status: 'loading' });
  const byKey: Catalogue['byKey'] = computed(() =>
    state.value.status === 'ready'
      ? new Map(state.value.products.map((product) => [product.product, product]))
      : new Map(),
  );
  const isOverdue = computed(() => state.value.status === 'ready' && state.value.seenAt !== undefined);
  let wanted = false;
  const load = async (): Promise<Failure | undefined> => {
    wanted = true;
    // Prices that are shown stay until there are newer ones.
    if (state.peek().status !== 'ready') state.value = { status: 'loading' };
    const answer = await api.products();
    if (answer.ok) state.value = { status: 'ready', products: answer.value.products, seenAt: answer.seenAt };
    else if (state.peek().status !== 'ready') state.value = { status: 'failed', failure: answer.failure };
    return answer.ok ? undefined : answer.failure;
  };
  return {
    state,
    isOverdue,
    byKey,
    nameOf: (product) => byKey.value.get(product)?.name,
    want: () => {
      if (!wanted) void load();
    },
    load,
  };
};
