import type { OrderLine } from '../../../lambdas/core/contract/order-request.ts';
import type { Product } from '../../../lambdas/core/contract/product.ts';
import { isSoldOut, leftOf, mostOf } from './left.ts';

/** A line of the cart or of an order, with what the catalogue says today. */
export interface ShownLine extends OrderLine {
  /** Undefined when the catalogue does not (or not yet) hold it. */
  details: Product | undefined;
  /** Why it cannot be ordered like this. */
  obstacle: 'gone' | 'unavailable' | 'sold-out' | 'other-currency' | 'too-many' | 'too-few-left' | undefined;
}

/** What lines cost. */
export interface Total {
  cents: number;
  currency: string;
}

const obstacleOf = (
  { quantity }: OrderLine,
  product: Product | undefined,
  currency: string | undefined,
): ShownLine['obstacle'] => {
  if (product === undefined) return 'gone';
  if (!product.available) return 'unavailable';
  if (isSoldOut(product)) return 'sold-out';
  if (product.currency !== currency) return 'other-currency';
  if (quantity <= mostOf(product)) return undefined;
  return leftOf(product) === undefined ? 'too-many' : 'too-few-left';
};

/** Lines with what a catalogue says of them. An order is in one currency: that of the first line which can be ordered. */
export const showLines = (lines: readonly OrderLine[], catalogue: ReadonlyMap<string, Product>): ShownLine[] => {
  const products = lines.map(({ product }) => catalogue.get(product));
  const currency = products.find((product) => product?.available && !isSoldOut(product))?.currency;
  return lines.map((line, index) => ({
    ...line,
    details: products[index],
    obstacle: obstacleOf(line, products[index], currency),
  }));
};

/** What lines cost at the catalogue's prices; undefined when a price is missing or the currencies differ. */
export const totalOf = (lines: readonly ShownLine[]): Total | undefined => {
  const currency = lines[0]?.details?.currency;
  if (currency === undefined) return undefined;
  let cents = 0;
  for (const { details, quantity } of lines) {
    if (details?.currency !== currency) return undefined;
    cents += details.unitPriceCents * quantity;
  }
  return { cents, currency };
};
