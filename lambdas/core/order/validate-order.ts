import type { ProductCatalogue } from '../catalogue/ports.ts';
import type { Order, PricedOrder } from '../contract/order.ts';
import { OrderRejected } from './errors.ts';
import { judge } from './rules.ts';

/** Makes the use case "validate an order": the order with the catalogue's prices, or OrderRejected. */
export const createValidateOrder =
  (catalogue: Pick<ProductCatalogue, 'find'>) =>
  async (order: Order): Promise<PricedOrder> => {
    const products = await catalogue.find(order.items.map(({ product }) => product));
    const verdict = judge(order, new Map(products.map((product) => [product.product, product])));
    if (!verdict.accepted) throw new OrderRejected(verdict.reasons);
    return verdict.order;
  };
