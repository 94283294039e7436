import { createProductCatalogue } from './adapters/catalogue-dynamodb.ts';
import { TWO_ATTEMPTS } from './adapters/client-settings.ts';
import { createDocumentClient } from './adapters/document-client.ts';
import { createValidateOrder } from './core/order/validate-order.ts';
import { handleValidateOrder } from './handlers/task/validate-order.ts';
import { readEnv } from './runtime/env.ts';
import { createLogger } from './runtime/logger.ts';

const env = readEnv(['PRODUCTS_TABLE']);
const catalogue = createProductCatalogue(createDocumentClient(TWO_ATTEMPTS), env.PRODUCTS_TABLE);

/** Task of the state ValidateOrder. */
export const handler = handleValidateOrder(
  createLogger({ function: 'validate-order' }),
  createValidateOrder(catalogue),
);
