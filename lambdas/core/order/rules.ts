import type { PricedLine } from '../contract/line.ts';
import type { Order, PricedOrder } from '../contract/order.ts';
import type { OrderLine } from '../contract/order-request.ts';
import type { Product } from '../contract/product.ts';
import { formatMoney } from '../shared/money.ts';
import { markOfLine } from './reasons.ts';

/** What the shop's rules make of an order. */
type Verdict = { accepted: true; order: PricedOrder } | { accepted: false; reasons: string[] };

/** Products by their key. */
type Catalogue = ReadonlyMap<string, Product>;

/** Names are the catalogue's, as the shopper saw them; where it knows none, the line stands for what was asked for. */
const faultOfLine = (line: OrderLine, index: number, product: Product | undefined): string[] => {
  if (product === undefined) return [`There is no product “${markOfLine(index)}” in the shop.`];
  if (!product.available) return [`“${product.name}” is not available at the moment.`];
  if (line.quantity <= product.maxPerOrder) return [];
  return [
    `You can order at most ${product.maxPerOrder} of “${product.name}” at a time; this order has ${line.quantity}.`,
  ];
};

const priceLine = (line: OrderLine, product: Product): PricedLine => ({
  product: line.product,
  name: product.name,
  quantity: line.quantity,
  unitPriceCents: product.unitPriceCents,
});

/** The sum over all lines, in cents. */
const totalCentsOf = (lines: readonly PricedLine[]): number =>
  lines.reduce((total, line) => total + line.quantity * line.unitPriceCents, 0);

const faultOfTotal = (expectedTotalCents: number | undefined, totalCents: number, currency: string): string[] => {
  if (expectedTotalCents === undefined || expectedTotalCents === totalCents) return [];
  const seen = formatMoney(expectedTotalCents, currency);
  return [`The price changed: you saw ${seen}, it is now ${formatMoney(totalCents, currency)}. Please order again.`];
};

/** Prices an order from the catalogue, or tells the shopper every reason why it cannot be had. */
export const judge = (order: Order, catalogue: Catalogue): Verdict => {
  const known = order.items.flatMap((line) => {
    const product = catalogue.get(line.product);
    return product === undefined ? [] : [{ line, product }];
  });
  const faults = order.items.flatMap((line, index) => faultOfLine(line, index, catalogue.get(line.product)));
  if (faults.length > 0) return { accepted: false, reasons: faults };

  const [currency, ...otherCurrencies] = new Set(known.map(({ product }) => product.currency));
  if (currency === undefined || otherCurrencies.length > 0) {
    return { accepted: false, reasons: ['These products are sold in different currencies: please order them apart.'] };
  }
  const items = known.map(({ line, product }) => priceLine(line, product));
  const totalCents = totalCentsOf(items);
  const reasons = faultOfTotal(order.expectedTotalCents, totalCents, currency);
  return reasons.length > 0
    ? { accepted: false, reasons }
    : { accepted: true, order: { ...order, items, totalCents, currency } };
};
