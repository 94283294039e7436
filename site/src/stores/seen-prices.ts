import * as z from 'zod';
import { MAX_LINES } from '../../../lambdas/core/contract/order-request.ts';
import { type Product, productSchema } from '../../../lambdas/core/contract/product.ts';
import { lineOfText } from '../../../lambdas/core/contract/text.ts';
import { keep, type Shelf } from './shelf.ts';

const KEY = 'shop.cart.prices';
const priceSchema = z.object({
  product: lineOfText,
  cents: productSchema.shape.unitPriceCents,
  currency: productSchema.shape.currency,
});
const pricesSchema = z.array(priceSchema).max(MAX_LINES);

/** What a product cost when it was put in the cart. */
export type SeenPrice = z.infer<typeof priceSchema>;

const NONE: readonly SeenPrice[] = [];

/** What the products of the cart cost when they were put there. */
export interface SeenPrices {
  of(product: string): SeenPrice | undefined;
  /** Notes a price, unless there is one from before. */
  note(product: Product): void;
  /** Notes a price that was noted before. */
  restore(price: SeenPrice): void;
  /** Notes these prices in place of those from before. */
  accept(products: readonly Product[]): void;
  /** Forgets what is not among these. */
  keepOnly(products: ReadonlySet<string>): void;
}

const priceOf = ({ product, unitPriceCents: cents, currency }: Product): SeenPrice => ({ product, cents, currency });

/** Prices kept on a shelf. */
export const createSeenPrices = (shelf: Shelf): SeenPrices => {
  const { signal, set } = keep<readonly SeenPrice[]>(shelf, KEY, pricesSchema, NONE);
  const of = (product: string): SeenPrice | undefined => signal.value.find((price) => price.product === product);
  const setAll = (prices: readonly SeenPrice[]): void => set(prices.length === 0 ? NONE : prices);
  const restore = (price: SeenPrice): void => {
    if (!signal.peek().some(({ product }) => product === price.product)) set([...signal.peek(), price]);
  };
  return {
    of,
    restore,
    note: (product) => restore(priceOf(product)),
    accept: (products) => setAll(products.map(priceOf)),
    keepOnly: (products) => setAll(signal.peek().filter(({ product }) => products.has(product))),
  };
};
