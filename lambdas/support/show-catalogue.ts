import { TWO_ATTEMPTS } from '../adapters/client-settings.ts';
import { createDocumentClient } from '../adapters/document-client.ts';
import { createProductDesk } from '../adapters/product-desk-dynamodb.ts';
import { createListForSupport } from '../core/catalogue/list-products.ts';
import { apiHandler } from '../handlers/http/api-handler.ts';
import { respondToShowCatalogue } from '../handlers/http/support/show-catalogue.ts';
import { reportUnreadable } from '../handlers/report-unreadable.ts';
import { readEnv } from '../runtime/env.ts';
import { createLogger } from '../runtime/logger.ts';

const env = readEnv(['PRODUCTS_TABLE']);
const logger = createLogger({ function: 'support-show-catalogue' });
const desk = createProductDesk(createDocumentClient(TWO_ATTEMPTS), env.PRODUCTS_TABLE, reportUnreadable(logger));

/** GET /api/support/products. */
export const handler = apiHandler(logger, {
  'GET /support/products': { respond: respondToShowCatalogue(createListForSupport(desk)) },
});
