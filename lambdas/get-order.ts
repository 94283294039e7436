import { TWO_ATTEMPTS } from './adapters/client-settings.ts';
import { createDocumentClient } from './adapters/document-client.ts';
import { sha256 } from './adapters/hash-node.ts';
import { createMailedOrders } from './adapters/mailed-orders-dynamodb.ts';
import { createGetOrder } from './core/order/get-order.ts';
import { apiHandler } from './handlers/http/api-handler.ts';
import { respondToGetOrder } from './handlers/http/get-order.ts';
import { reportUnreadable } from './handlers/report-unreadable.ts';
import { readEnv } from './runtime/env.ts';
import { createLogger } from './runtime/logger.ts';

const env = readEnv(['ORDERS_TABLE', 'CONFIRMATIONS_TABLE', 'CANCELLATION_MINUTES']);
const logger = createLogger({ function: 'get-order' });
const tables = { orders: env.ORDERS_TABLE, confirmations: env.CONFIRMATIONS_TABLE };
const getOrder = createGetOrder({
  orders: createMailedOrders(createDocumentClient(TWO_ATTEMPTS), tables, reportUnreadable(logger)),
  sha256,
  cancellationMinutes: Number(env.CANCELLATION_MINUTES),
  now: () => new Date(),
});

/** GET /api/orders/{orderId}. */
export const handler = apiHandler(logger, {
  'GET /orders/{orderId}': { respond: respondToGetOrder(getOrder) },
});
