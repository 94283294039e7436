import { TWO_ATTEMPTS } from './adapters/client-settings.ts';
import { createDocumentClient } from './adapters/document-client.ts';
import { createOrderStore } from './adapters/orders-dynamodb.ts';
import { persistInputSchema } from './core/schemas/order.ts';
import { createPersistOrder } from './core/use-cases/persist-order.ts';
import { logDecision } from './handlers/log-decision.ts';
import { readEnv } from './runtime/env.ts';
import { createLogger } from './runtime/logger.ts';
import { taskHandler } from './runtime/task-handler.ts';

const env = readEnv(['ORDERS_TABLE']);
const orders = createOrderStore(createDocumentClient(TWO_ATTEMPTS), env.ORDERS_TABLE);
const logger = createLogger({ function: 'persist-order' });

/** Task of the states PersistOrder and RecordRejection. */
export const handler = taskHandler(
  logger,
  persistInputSchema,
  ({ order }) => order.orderId,
  createPersistOrder(orders, () => new Date(), logDecision(logger)),
);
