import * as z from 'zod';
import { idempotencyKeySchema } from '../core/contract/idempotency-key.ts';
import {
  productWriteSchema,
  stockChangeSchema,
  supportProductSchema,
  supportProductsSchema,
} from '../core/contract/support-products.ts';
import { STOCK_REFUSALS, WRITE_REFUSALS } from '../handlers/http/support/product-refusals.ts';
import { codesOf, named, type RouteContracts } from './route-contract.ts';

const product = named('SupportProduct', supportProductSchema);
/** The calls of support about products. */
export const PRODUCT_ROUTES: RouteContracts = {
  'GET /support/products': {
    operationId: 'supportListProducts',
    summary: 'The catalogue, with what the next changes are held against.',
    answers: { 200: { description: 'Every product.', body: named('SupportProducts', supportProductsSchema) } },
    problems: [],
  },
  'PUT /support/products/{product}': {
    operationId: 'supportWriteProduct',
    summary: 'Makes a product, or changes all of it but its stock.',
    body: {
      ...named('ProductWrite', productWriteSchema),
      example: {
        name: 'Desk lamp',
        description: 'Warm light',
        unitPriceCents: 3900,
        currency: 'EUR',
        maxPerOrder: 10,
        available: true,
      },
    },
    answers: {
      200: { description: 'The product as it is now.', body: product },
      201: { description: 'The product is new.', body: product },
    },
    problems: ['invalid-request', 'record-unreadable', ...codesOf(WRITE_REFUSALS)],
  },
  'POST /support/products/{product}/stock': {
    operationId: 'supportChangeStock',
    summary: 'Adds to a stock or takes from it, or begins or ends counting.',
    headers: z.object({
      'Idempotency-Key': idempotencyKeySchema.describe('The same change under the same key is made once.'),
    }),
    body: { ...named('StockChange', stockChangeSchema), example: { change: 'add', units: 10, revision: 0 } },
    answers: { 200: { description: 'The product as it is now.', body: product } },
    problems: ['invalid-request', 'invalid-idempotency-key', 'record-unreadable', ...codesOf(STOCK_REFUSALS)],
  },
};
