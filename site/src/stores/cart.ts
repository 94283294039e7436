import { computed, type ReadonlySignal } from '@preact/signals';
import * as z from 'zod';
import { MAX_LINES, type OrderLine, orderLineSchema } from '../../../lambdas/core/contract/order-request.ts';
import type { Product } from '../../../lambdas/core/contract/product.ts';
import { isSoldOut, leftOf, mostOf } from './left.ts';
import { keep, type Shelf } from './shelf.ts';

/** Whether one more of a product can be put in the cart, or why not. */
export type Room = 'yes' | 'unavailable' | 'sold-out' | 'most-per-order' | 'all-that-is-left' | 'cart-full';

/** What the shopper wants: product keys and quantities, never prices. */
export interface Cart {
  readonly lines: ReadonlySignal<readonly OrderLine[]>;
  /** Units in all. */
  readonly count: ReadonlySignal<number>;
  quantityOf(product: string): number;
  roomFor(product: Product): Room;
  /** How many more of a product can be put in the cart. */
  freeFor(product: Product): number;
  /** Adds up to what an order may hold and is left; the quantity that is now in the cart. */
  add(product: Product, quantity?: number): number;
  /** Sets the quantity, brought between 1 and what an order may hold and is left; the quantity that was set. */
  setQuantity(product: Product, quantity: number): number;
  remove(product: string): void;
  /** Takes out what was ordered and leaves what came in since. */
  takeOut(ordered: readonly OrderLine[]): void;
  /** Takes out everything. */
  clear(): void;
}

const KEY = 'shop.cart';
const EMPTY: readonly OrderLine[] = [];
const cartSchema = z.array(orderLineSchema).max(MAX_LINES);

/** At least one, also where none is left by now: taking it out is for the shopper to do. */
const within = (quantity: number, product: Product): number =>
  Math.max(Math.min(Math.trunc(quantity) || 1, mostOf(product)), 1);

/** A cart kept on a shelf. */
export const createCart = (shelf: Shelf): Cart => {
  const { signal: lines, set } = keep<readonly OrderLine[]>(shelf, KEY, cartSchema, EMPTY);
  const quantityOf = (product: string): number => lines.value.find((line) => line.product === product)?.quantity ?? 0;
  const put = (line: OrderLine): void => {
    const others = lines.peek();
    const known = others.some(({ product }) => product === line.product);
    set(known ? others.map((other) => (other.product === line.product ? line : other)) : [...others, line]);
  };
  const roomFor = (product: Product): Room => {
    if (!product.available) return 'unavailable';
    const quantity = quantityOf(product.product);
    if (isSoldOut(product)) return 'sold-out';
    if (quantity >= mostOf(product)) return leftOf(product) === undefined ? 'most-per-order' : 'all-that-is-left';
    return quantity === 0 && lines.value.length >= MAX_LINES ? 'cart-full' : 'yes';
  };
  const freeFor = (product: Product): number =>
    roomFor(product) === 'yes' ? mostOf(product) - quantityOf(product.product) : 0;
  const setLines = (rest: readonly OrderLine[]): void => set(rest.length === 0 ? EMPTY : rest);

  return {
    lines,
    count: computed(() => lines.value.reduce((count, { quantity }) => count + quantity, 0)),
    quantityOf,
    roomFor,
    freeFor,
    add: (product, quantity = 1) => {
      const before = quantityOf(product.product);
      if (roomFor(product) !== 'yes') return before;
      const after = within(before + quantity, product);
      put({ product: product.product, quantity: after });
      return after;
    },
    setQuantity: (product, quantity) => {
      const after = within(quantity, product);
      put({ product: product.product, quantity: after });
      return after;
    },
    remove: (product) => setLines(lines.peek().filter((line) => line.product !== product)),
    takeOut: (ordered) => {
      const gone = new Map(ordered.map(({ product, quantity }) => [product, quantity]));
      const rest = lines.peek().map((line) => ({ ...line, quantity: line.quantity - (gone.get(line.product) ?? 0) }));
      setLines(rest.filter(({ quantity }) => quantity > 0));
    },
    clear: () => set(EMPTY),
  };
};
