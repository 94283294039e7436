import type { ProductCatalogue } from '../catalogue/ports.ts';
import type { Order, PricedOrder } from '../contract/order.ts';
import { CustomerNeeded, OrderRejected, ReviewNeeded } from './errors.ts';
import { judge, type Policy } from './rules.ts';

/** Makes the use case "validate an order": the order with the catalogue's prices; or OrderRejected; or CustomerNeeded or
 * ReviewNeeded, with the question that somebody has to answer first. */
export const createValidateOrder =
  (catalogue: Pick<ProductCatalogue, 'find'>, policy: Policy) =>
  async (order: Order): Promise<PricedOrder> => {
    const products = await catalogue.find(order.items.map(({ product }) => product));
    const judged = judge(order, new Map(products.map((product) => [product.product, product])), policy);
    if (judged.verdict === 'accepted') return judged.order;
    if (judged.verdict === 'rejected') throw new OrderRejected(judged.grounds);
    throw judged.question.kind === 'customer' ? new CustomerNeeded(judged.question) : new ReviewNeeded(judged.question);
  };
