import type { createListProducts } from '../../core/catalogue/list-products.ts';
import { json } from './answers.ts';
import type { Respond } from './api-handler.ts';

/** GET /api/products: the whole catalogue, for anybody. */
export const respondToListProducts =
  (listProducts: ReturnType<typeof createListProducts>): Respond =>
  async () =>
    json(200, await listProducts());
