import { computed, type ReadonlySignal, signal } from '@preact/signals';
import * as z from 'zod';
import { MAX_LINES, type OrderLine, orderLineSchema } from '../../../lambdas/core/contract/order-request.ts';
import type { Product } from '../../../lambdas/core/contract/product.ts';
import { isSoldOut, leftOf, mostOf } from './left.ts';
import { createSeenPrices, type SeenPrice, type SeenPrices } from './seen-prices.ts';
import { keep, type Shelf } from './shelf.ts';

/** Whether one more of a product can be put in the cart, or why not. */
export type Room = 'yes' | 'unavailable' | 'sold-out' | 'most-per-order' | 'all-that-is-left' | 'cart-full';

/** A line that was taken out, where it stood, and what it cost when it was put there. */
export interface RemovedLine {
  line: OrderLine;
  index: number;
  price: SeenPrice | undefined;
}

/** What the shopper wants: product keys and quantities, and what the products cost when they were put there. */
export interface Cart {
  readonly lines: ReadonlySignal<readonly OrderLine[]>;
  /** Units in all. */
  readonly count: ReadonlySignal<number>;
  /** What was taken out on this page and can be put back. */
  readonly removed: ReadonlySignal<readonly RemovedLine[]>;
  readonly seenPrices: Pick<SeenPrices, 'of' | 'accept'>;
  quantityOf(product: string): number;
  roomFor(product: Product): Room;
  /** How many more of a product can be put in the cart. */
  freeFor(product: Product): number;
  /** Adds up to what an order may hold and is left; the quantity that is now in the cart. */
  add(product: Product, quantity?: number): number;
  /** Sets the quantity, brought between 1 and what an order may hold and is left; the quantity that was set. */
  setQuantity(product: Product, quantity: number): number;
  remove(product: string): void;
  /** Puts back what was taken out, where it stood; whether it is in the cart now, which may be full. */
  undoRemove(product: string): boolean;
  /** Gives up the way back of what was taken out. */
  forgetRemoved(): void;
  /** Takes out what was ordered and leaves what came in since. */
  takeOut(ordered: readonly OrderLine[]): void;
  /** Takes out everything. */
  clear(): void;
}

const KEY = 'shop.cart';
const EMPTY: readonly OrderLine[] = [];
const NONE_REMOVED: readonly RemovedLine[] = [];
const cartSchema = z.array(orderLineSchema).max(MAX_LINES);

/** At least one, also where none is left by now: taking it out is for the shopper to do. */
const within = (quantity: number, product: Product): number =>
  Math.max(Math.min(Math.trunc(quantity) || 1, mostOf(product)), 1);

/** A cart kept on a shelf. */
export const createCart = (shelf: Shelf): Cart => {
  const { signal: lines, set } = keep<readonly OrderLine[]>(shelf, KEY, cartSchema, EMPTY);
  const seenPrices = createSeenPrices(shelf);
  const removed = signal(NONE_REMOVED);
  const quantityOf = (product: string): number => lines.value.find((line) => line.product === product)?.quantity ?? 0;
  const put = (product: Product, quantity: number): number => {
    const line = { product: product.product, quantity };
    const others = lines.peek();
    const known = others.some((other) => other.product === line.product);
    set(known ? others.map((other) => (other.product === line.product ? line : other)) : [...others, line]);
    seenPrices.note(product);
    return quantity;
  };
  const roomFor = (product: Product): Room => {
    if (!product.available) return 'unavailable';
    const quantity = quantityOf(product.product);
    if (isSoldOut(product)) return 'sold-out';
    if (quantity >= mostOf(product)) return leftOf(product) === undefined ? 'most-per-order' : 'all-that-is-left';
    return quantity === 0 && lines.value.length >= MAX_LINES ? 'cart-full' : 'yes';
  };
  const setLines = (rest: readonly OrderLine[], gone: readonly RemovedLine[] = NONE_REMOVED): void => {
    set(rest.length === 0 ? EMPTY : rest);
    removed.value = gone;
    seenPrices.keepOnly(new Set(rest.map(({ product }) => product)));
  };

  return {
    lines,
    count: computed(() => lines.value.reduce((count, { quantity }) => count + quantity, 0)),
    removed,
    seenPrices,
    quantityOf,
    roomFor,
    freeFor: (product) => (roomFor(product) === 'yes' ? mostOf(product) - quantityOf(product.product) : 0),
    add: (product, quantity = 1) => {
      const before = quantityOf(product.product);
      return roomFor(product) === 'yes' ? put(product, within(before + quantity, product)) : before;
    },
    setQuantity: (product, quantity) => put(product, within(quantity, product)),
    remove: (product) => {
      const before = lines.peek();
      const index = before.findIndex((line) => line.product === product);
      const line = before[index];
      if (line)
        setLines(before.toSpliced(index, 1), [...removed.peek(), { line, index, price: seenPrices.of(product) }]);
    },
    undoRemove: (product) => {
      const before = lines.peek();
      const gone = removed.peek().find(({ line }) => line.product === product);
      if (gone === undefined) return false;
      const isThere = before.some((line) => line.product === product);
      if (!isThere && before.length >= MAX_LINES) return false;
      const others = removed.peek().filter((each) => each !== gone);
      setLines(isThere ? before : before.toSpliced(gone.index, 0, gone.line), others);
      if (gone.price) seenPrices.restore(gone.price);
      return true;
    },
    forgetRemoved: () => {
      removed.value = NONE_REMOVED;
    },
    takeOut: (ordered) => {
      const gone = new Map(ordered.map(({ product, quantity }) => [product, quantity]));
      const rest = lines.peek().map((line) => ({ ...line, quantity: line.quantity - (gone.get(line.product) ?? 0) }));
      setLines(rest.filter(({ quantity }) => quantity > 0));
    },
    clear: () => setLines(EMPTY),
  };
};
