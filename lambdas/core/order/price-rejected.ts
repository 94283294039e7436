import type { ProductCatalogue } from '../catalogue/ports.ts';
import type { RejectedOrder } from '../contract/order.ts';
import { TemporarilyUnavailable } from '../shared/temporarily-unavailable.ts';
import { UnreadableItem } from '../shared/unreadable-item.ts';
import { totalCentsOf } from './lines.ts';

/** Makes what gives the lines of a rejected order the names and prices that the catalogue has, so that its mail and its page say
 * what it was. A rejection never waits for that: where the catalogue cannot be read, it stays without. */
export const createPriceRejected =
  (catalogue: Pick<ProductCatalogue, 'find'>) =>
  async (order: RejectedOrder): Promise<RejectedOrder> => {
    try {
      const found = await catalogue.find(order.items.map(({ product }) => product));
      const [currency, ...others] = new Set(found.map((product) => product.currency));
      if (currency === undefined || others.length > 0) return order;
      const known = new Map(found.map((product) => [product.product, product]));
      const items = order.items.map((line) => {
        const { name, unitPriceCents } = known.get(line.product) ?? {};
        return name === undefined ? line : { ...line, name, unitPriceCents };
      });
      const priced = items.flatMap(({ quantity, unitPriceCents }) =>
        unitPriceCents === undefined ? [] : [{ quantity, unitPriceCents }],
      );
      const isWhole = priced.length === items.length;
      return { ...order, items, currency, ...(isWhole && { totalCents: totalCentsOf(priced) }) };
    } catch (error) {
      if (error instanceof TemporarilyUnavailable || error instanceof UnreadableItem) return order;
      throw error;
    }
  };
