import type { PricedLine } from '../contract/line.ts';
import type { OrderLine } from '../contract/order-request.ts';
import type { Product } from '../contract/product.ts';
import type { AskedChange } from '../contract/question.ts';
import type { RaisedGround } from './reasons.ts';

/** Products by their key. */
export type Catalogue = ReadonlyMap<string, Product>;

/** How one line of an order stands against the catalogue. */
export interface LineStanding {
  product: Product | undefined;
  wanted: number;
  /** Why it cannot be had at all; it is no proposal's. */
  gone?: RaisedGround;
  /** Why it cannot be ordered so, which is for the customer to mend. */
  fault?: RaisedGround;
  /** What of it can be had. */
  line?: PricedLine;
  change?: AskedChange;
}

const priced = (product: Product, quantity: number): PricedLine => ({
  product: product.product,
  name: product.name,
  quantity,
  unitPriceCents: product.unitPriceCents,
  ...(product.stock !== undefined && { fromStock: true as const }),
});

/** Names are the catalogue's, as the shopper saw them; where it knows none, the line stands for what was asked for. */
export const standingOf = (wish: OrderLine, index: number, product: Product | undefined): LineStanding => {
  const [line, wanted] = [index + 1, wish.quantity];
  if (product === undefined) {
    return { product, wanted, gone: { code: 'unknown-product', line }, change: { kind: 'gone', line } };
  }
  const { name, stock = wanted, maxPerOrder } = product;
  const missing = (code: 'not-available' | 'sold-out'): LineStanding => ({
    product,
    wanted,
    gone: { code, name },
    change: { kind: 'gone', line, name },
  });
  if (!product.available) return missing('not-available');
  if (wanted > maxPerOrder) {
    return { product, wanted, fault: { code: 'too-many', name, most: maxPerOrder, wanted } };
  }
  if (stock === 0) return missing('sold-out');
  if (stock >= wanted) return { product, wanted, line: priced(product, wanted) };
  return { product, wanted, line: priced(product, stock), change: { kind: 'fewer', line, name, wanted, left: stock } };
};

/** The sum over all lines, in cents. */
export const totalCentsOf = (lines: readonly { quantity: number; unitPriceCents: number }[]): number =>
  lines.reduce((total, line) => total + line.quantity * line.unitPriceCents, 0);

/** What the order as it was placed costs today, in cents; undefined where the catalogue does not know all of it. */
export const costToday = (standings: readonly LineStanding[]): number | undefined => {
  const known = standings.flatMap(({ product, wanted }) =>
    product ? [{ quantity: wanted, unitPriceCents: product.unitPriceCents }] : [],
  );
  return known.length === standings.length ? totalCentsOf(known) : undefined;
};
