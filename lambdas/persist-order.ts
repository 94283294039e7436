import { createProductCatalogue } from './adapters/catalogue-dynamodb.ts';
import { TWO_ATTEMPTS } from './adapters/client-settings.ts';
import { createDocumentClient } from './adapters/document-client.ts';
import { createOrderStore } from './adapters/orders-dynamodb.ts';
import { createOutcomeStore } from './adapters/outcomes-dynamodb.ts';
import { createPersistOrder } from './core/order/persist-order.ts';
import { createPriceRejected } from './core/order/price-rejected.ts';
import { reportUnreadable } from './handlers/report-unreadable.ts';
import { logDecision } from './handlers/task/log-decision.ts';
import { handlePersistOrder } from './handlers/task/persist-order.ts';
import { readEnv } from './runtime/env.ts';
import { createLogger } from './runtime/logger.ts';

const env = readEnv(['ORDERS_TABLE', 'PRODUCTS_TABLE']);
const client = createDocumentClient(TWO_ATTEMPTS);
const logger = createLogger({ function: 'persist-order' });
const orders = {
  ...createOrderStore(client, env.ORDERS_TABLE),
  ...createOutcomeStore(client, { orders: env.ORDERS_TABLE, products: env.PRODUCTS_TABLE }),
};
const price = createPriceRejected(createProductCatalogue(client, env.PRODUCTS_TABLE, reportUnreadable(logger)));

/** Task of the states PersistOrder and RecordRejection. */
export const handler = handlePersistOrder(
  logger,
  createPersistOrder(orders, () => new Date(), logDecision(logger), price),
);
