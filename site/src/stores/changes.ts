import type { Cart } from './cart.ts';
import { leftOf } from './left.ts';
import type { ShownLine, Total } from './order-lines.ts';

/** What of a line is not as it was. */
export type LineChange =
  | { kind: 'gone' | 'unavailable' | 'sold-out'; name: string }
  | { kind: 'price'; name: string; before: Total; now: Total };

/** What is not as it was when the cart was filled. */
export type CartChange = LineChange | { kind: 'fewer'; name: string; left: number; wanted: number };

/** What a product costs by now, where that is something else. */
export const priceChange = (name: string, before: Total | undefined, now: Total): LineChange[] =>
  before === undefined || (before.cents === now.cents && before.currency === now.currency)
    ? []
    : [{ kind: 'price', name, before, now }];

const changesOf = (line: ShownLine, seen: Cart['seenPrices']): CartChange[] => {
  const { product, quantity: wanted, details, obstacle } = line;
  if (details === undefined) return [{ kind: 'gone', name: product }];
  const { name, unitPriceCents: cents, currency } = details;
  if (obstacle === 'unavailable' || obstacle === 'sold-out') return [{ kind: obstacle, name }];
  const price = priceChange(name, seen.of(product), { cents, currency });
  const left = leftOf(details);
  return obstacle === 'too-few-left' && left !== undefined ? [{ kind: 'fewer', name, left, wanted }, ...price] : price;
};

/** What changed in price or stock since the cart was filled. */
export const cartChanges = (lines: readonly ShownLine[], seen: Cart['seenPrices']): CartChange[] =>
  lines.flatMap((line) => changesOf(line, seen));
