import { createProductCatalogue } from './adapters/catalogue-dynamodb.ts';
import { TWO_ATTEMPTS } from './adapters/client-settings.ts';
import { createDocumentClient } from './adapters/document-client.ts';
import { orderSchema } from './core/schemas/order.ts';
import { createValidateOrder } from './core/use-cases/validate-order.ts';
import { readEnv } from './runtime/env.ts';
import { createLogger } from './runtime/logger.ts';
import { taskHandler } from './runtime/task-handler.ts';

const env = readEnv(['PRODUCTS_TABLE']);
const catalogue = createProductCatalogue(createDocumentClient(TWO_ATTEMPTS), env.PRODUCTS_TABLE);

/** Task of the state ValidateOrder. */
export const handler = taskHandler(
  createLogger({ function: 'validate-order' }),
  orderSchema,
  ({ orderId }) => orderId,
  createValidateOrder(catalogue),
);
