import { TWO_ATTEMPTS } from './adapters/client-settings.ts';
import { createCustomerOrders } from './adapters/customer-orders-dynamodb.ts';
import { createDocumentClient } from './adapters/document-client.ts';
import { createListOrders } from './core/order/list-orders.ts';
import { apiHandler } from './handlers/http/api-handler.ts';
import { respondToListOrders } from './handlers/http/list-orders.ts';
import { reportUnreadable } from './handlers/report-unreadable.ts';
import { readEnv } from './runtime/env.ts';
import { createLogger } from './runtime/logger.ts';

const env = readEnv(['ORDERS_TABLE', 'ORDERS_BY_CUSTOMER_INDEX']);
const client = createDocumentClient(TWO_ATTEMPTS);
const logger = createLogger({ function: 'list-orders' });
const report = reportUnreadable(logger);
const orders = createCustomerOrders(client, env.ORDERS_TABLE, env.ORDERS_BY_CUSTOMER_INDEX, report);

/** GET /api/orders. */
export const handler = apiHandler(logger, {
  'GET /orders': { respond: respondToListOrders(createListOrders(orders)), query: ['cursor'] },
});
