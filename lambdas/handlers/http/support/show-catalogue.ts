import type { createListForSupport } from '../../../core/catalogue/list-products.ts';
import { json } from '../answers.ts';
import type { Respond } from '../api-handler.ts';
import { forSupport } from './guard.ts';

/** GET /api/support/products: the whole catalogue, with stock and versions. */
export const respondToShowCatalogue = (listProducts: ReturnType<typeof createListForSupport>): Respond =>
  forSupport('show-catalogue', async () => json(200, await listProducts()));
