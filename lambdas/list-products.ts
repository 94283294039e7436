import { createProductCatalogue } from './adapters/catalogue-dynamodb.ts';
import { TWO_ATTEMPTS } from './adapters/client-settings.ts';
import { createDocumentClient } from './adapters/document-client.ts';
import { createListProducts } from './core/catalogue/list-products.ts';
import { apiHandler } from './handlers/http/api-handler.ts';
import { respondToListProducts } from './handlers/http/list-products.ts';
import { readEnv } from './runtime/env.ts';
import { createLogger } from './runtime/logger.ts';

const env = readEnv(['PRODUCTS_TABLE']);
const catalogue = createProductCatalogue(createDocumentClient(TWO_ATTEMPTS), env.PRODUCTS_TABLE);

/** GET /api/products. */
export const handler = apiHandler(
  createLogger({ function: 'list-products' }),
  respondToListProducts(createListProducts(catalogue)),
);
