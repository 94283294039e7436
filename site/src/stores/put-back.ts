import { type ReadonlySignal, signal } from '@preact/signals';
import type { PricedLine } from '../../../lambdas/core/contract/line.ts';
import type { OrderLine } from '../../../lambdas/core/contract/order-request.ts';
import type { Failure } from '../api/answer.ts';
import type { Cart } from './cart.ts';
import type { Catalogue } from './catalogue.ts';
import { type LineChange, priceChange } from './changes.ts';
import { isSoldOut, leftOf } from './left.ts';
import { showLines, type Total, totalOf } from './order-lines.ts';

/** What is not as it was when an order was placed. */
export type Change =
  | LineChange
  | { kind: 'cart-full'; name: string }
  /** Not as many as were ordered; `because` of the product's limit, as no more are left, or as the cart held so many already. */
  | { kind: 'quantity'; name: string; ordered: number; now: number; because: 'limit' | 'left' | 'in-cart' }
  | { kind: 'total'; before: Total; now: Total };

/** An order, as far as it can be ordered anew. */
interface EarlierOrder {
  /** With the names and prices of the day, where it was priced. */
  items: readonly (OrderLine | PricedLine)[];
  /** Of these prices. */
  currency?: string | undefined;
  /** What the shopper saw in all. */
  expectedTotalCents?: number | undefined;
}

/** Puts the lines of an order back in the cart, and keeps what has changed since for the checkout to tell. */
export interface PutBack {
  readonly changes: ReadonlySignal<readonly Change[]>;
  /** Puts back what can still be ordered; why nothing was, where today's catalogue did not come. */
  put(order: EarlierOrder): Promise<Failure | undefined>;
  dismiss(): void;
}

const NONE: readonly Change[] = [];

/** Makes the way back into the cart. */
export const createPutBack = (cart: Cart, catalogue: Catalogue): PutBack => {
  const changes = signal(NONE);

  const putLine = (line: OrderLine | PricedLine, currency: string | undefined): Change[] => {
    const { product, quantity: ordered } = line;
    const details = catalogue.byKey.peek().get(product);
    if (details === undefined) return [{ kind: 'gone', name: 'name' in line ? line.name : product }];
    const { name } = details;
    if (!details.available) return [{ kind: 'unavailable', name }];
    if (isSoldOut(details)) return [{ kind: 'sold-out', name }];
    const before = cart.quantityOf(product);
    const now = before === 0 ? cart.add(details, ordered) : before;
    if (now === 0) return [{ kind: 'cart-full', name }];
    const paid =
      'unitPriceCents' in line && currency !== undefined ? { cents: line.unitPriceCents, currency } : undefined;
    const price = priceChange(name, paid, { cents: details.unitPriceCents, currency: details.currency });
    if (now === ordered) return price;
    const limit = leftOf(details) === undefined ? 'limit' : 'left';
    return [{ kind: 'quantity', name, ordered, now, because: before === 0 ? limit : 'in-cart' }, ...price];
  };

  const totalChange = ({ items, expectedTotalCents: cents }: EarlierOrder): Change[] => {
    const now = totalOf(showLines(items, catalogue.byKey.peek()));
    if (now === undefined || cents === undefined || cents === now.cents) return [];
    return [{ kind: 'total', before: { cents, currency: now.currency }, now }];
  };

  return {
    changes,
    put: async (order) => {
      // What rejected the order may be newer than the prices on the page.
      const failure = await catalogue.load();
      if (failure) return failure;
      const ofLines = order.items.flatMap((line) => putLine(line, order.currency));
      const isPriced = order.items.every((line) => 'unitPriceCents' in line);
      // A sum of other lines says nothing of prices, and where those are known there is nothing left to say.
      changes.value = ofLines.length > 0 || isPriced ? ofLines : totalChange(order);
      return undefined;
    },
    dismiss: () => {
      changes.value = NONE;
    },
  };
};
