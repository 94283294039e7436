import { createProductCatalogue } from './adapters/catalogue-dynamodb.ts';
import { TWO_ATTEMPTS } from './adapters/client-settings.ts';
import { createDocumentClient } from './adapters/document-client.ts';
import { createListProducts } from './core/catalogue/list-products.ts';
import { apiHandler } from './handlers/http/api-handler.ts';
import { respondToListProducts } from './handlers/http/list-products.ts';
import { reportUnreadable } from './handlers/report-unreadable.ts';
import { readEnv } from './runtime/env.ts';
import { createLogger } from './runtime/logger.ts';

const env = readEnv(['PRODUCTS_TABLE']);
const logger = createLogger({ function: 'list-products' });
const client = createDocumentClient(TWO_ATTEMPTS);
const catalogue = createProductCatalogue(client, env.PRODUCTS_TABLE, reportUnreadable(logger));

/** GET /api/products. */
export const handler = apiHandler(logger, {
  'GET /products': { respond: respondToListProducts(createListProducts(catalogue)) },
});
