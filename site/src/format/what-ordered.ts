import type { LATER_WORDS } from '../../../lambdas/core/contract/languages/en.ts';
import type { Say } from '../../../lambdas/core/contract/languages/message.ts';
import type { PricedLine } from '../../../lambdas/core/contract/line.ts';
import type { OrderLine } from '../../../lambdas/core/contract/order-request.ts';

/** A product's name as the shopper saw it; undefined for a key that the catalogue does not know, or is not loaded for. */
type NameOf = (product: string) => string | undefined;

/** The name of a line: that of the day once it is priced, else the catalogue's of today. */
export const nameOfLine = (line: OrderLine | PricedLine, nameOf: NameOf): string =>
  'name' in line ? line.name : (nameOf(line.product) ?? line.product);

/** An order in two words: `Laptop 14"`, or `USB-C cable 2 m + 1 more`. */
export const whatOrdered = (
  say: Say<typeof LATER_WORDS>,
  order: { items: readonly (OrderLine | PricedLine)[] },
  nameOf: NameOf,
): string => {
  const [first, ...others] = order.items;
  if (first === undefined) return '';
  const name = nameOfLine(first, nameOf);
  return others.length === 0 ? name : say('orders.andMore', { name, more: others.length });
};
