import { createActivityLog } from '../adapters/activity-dynamodb.ts';
import { TWO_ATTEMPTS } from '../adapters/client-settings.ts';
import { createDocumentClient } from '../adapters/document-client.ts';
import { shortHash } from '../adapters/hash-node.ts';
import { createProductDesk } from '../adapters/product-desk-dynamodb.ts';
import { createChangeStock } from '../core/catalogue/change-stock.ts';
import { createWriteProduct } from '../core/catalogue/write-product.ts';
import { apiHandler } from '../handlers/http/api-handler.ts';
import { respondToChangeStock, respondToWriteProduct } from '../handlers/http/support/change-product.ts';
import { noting } from '../handlers/http/support/noted.ts';
import { reportUnreadable } from '../handlers/report-unreadable.ts';
import { readEnv } from '../runtime/env.ts';
import { createLogger } from '../runtime/logger.ts';

const env = readEnv(['ACTIVITY_TABLE', 'PRODUCTS_TABLE']);
const logger = createLogger({ function: 'support-change-product' });
const tables = createDocumentClient(TWO_ATTEMPTS);
const desk = createProductDesk(tables, env.PRODUCTS_TABLE, reportUnreadable(logger));
const noted = noting(createActivityLog(tables, env.ACTIVITY_TABLE), logger);

/** PUT /api/support/products/{product}, and POST of its stock. */
export const handler = apiHandler(logger, {
  'PUT /support/products/{product}': { respond: respondToWriteProduct(createWriteProduct(desk), noted) },
  'POST /support/products/{product}/stock': {
    respond: respondToChangeStock(createChangeStock({ desk, shortHash }), noted),
  },
});
