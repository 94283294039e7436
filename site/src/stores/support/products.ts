import { type ReadonlySignal, signal } from '@preact/signals';
import type { ProductWrite, SupportProduct } from '../../../../lambdas/core/contract/support-products.ts';
import type { Answer, Failure } from '../../api/answer.ts';
import type { SupportApi } from '../../api/support-api.ts';
import { createStockChanger, type StockChanger } from './stock-changer.ts';

/** The catalogue as support sees and changes it. */
export interface Products {
  /** By name; undefined until they came. */
  readonly products: ReadonlySignal<readonly SupportProduct[] | undefined>;
  /** The keys of those that are stored and cannot be read. */
  readonly unreadable: ReadonlySignal<readonly string[]>;
  /** When they were fetched last, in milliseconds since 1970. */
  readonly asOf: ReadonlySignal<number | undefined>;
  /** Why the list did not come. */
  readonly failure: ReadonlySignal<Failure | undefined>;
  load(): Promise<void>;
  /** A product by its key, as far as it is known now. */
  find(product: string): SupportProduct | undefined;
  write(product: string, body: ProductWrite): Promise<Answer<SupportProduct>>;
  /** What changes the stock of one product. */
  stockOf(product: string): StockChanger;
}

/** What the list is made of. */
interface ProductsParts {
  api: Pick<SupportApi, 'products' | 'writeProduct' | 'changeStock'>;
  newKey: () => string;
  now: () => number;
}

/** Products that are not fetched yet. */
export const createProducts = ({ api, newKey, now }: ProductsParts): Products => {
  const products = signal<readonly SupportProduct[] | undefined>(undefined);
  const unreadable = signal<readonly string[]>([]);
  const failure = signal<Failure | undefined>(undefined);
  const asOf = signal<number | undefined>(undefined);

  const find = (key: string): SupportProduct | undefined => products.value?.find(({ product }) => product === key);

  const put = (changed: SupportProduct): void => {
    const others = products.peek()?.filter(({ product }) => product !== changed.product) ?? [];
    products.value = [...others, changed].sort((a, b) => a.name.localeCompare(b.name, 'en'));
  };

  const load = async (): Promise<void> => {
    const answer = await api.products();
    failure.value = answer.ok ? undefined : answer.failure;
    if (!answer.ok) return;
    products.value = answer.value.products;
    unreadable.value = answer.value.unreadable ?? [];
    asOf.value = now();
  };

  return {
    products,
    unreadable,
    asOf,
    failure,
    load,
    find,
    write: async (key, body) => {
      const answer = await api.writeProduct(key, body);
      if (answer.ok) put(answer.value);
      return answer;
    },
    stockOf: (key) => createStockChanger({ api, newKey, load, put, find: () => find(key) }, key),
  };
};
