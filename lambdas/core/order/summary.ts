import type { OrderLine } from '../contract/order-request.ts';

/** The order in two words: `Laptop`, or `Laptop + 2 more` products, and its units in all. */
export const summarise = ([first, ...others]: readonly OrderLine[]): { product: string; quantity: number } => {
  if (first === undefined) throw new RangeError('an order has at least one line');
  return {
    product: others.length === 0 ? first.product : `${first.product} + ${others.length} more`,
    quantity: others.reduce((units, line) => units + line.quantity, first.quantity),
  };
};
