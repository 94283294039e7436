import { TWO_ATTEMPTS } from './adapters/client-settings.ts';
import { createDocumentClient } from './adapters/document-client.ts';
import { sha256 } from './adapters/hash-node.ts';
import { createOrderStore } from './adapters/orders-dynamodb.ts';
import { createGetOrder } from './core/order/get-order.ts';
import { apiHandler } from './handlers/http/api-handler.ts';
import { respondToGetOrder } from './handlers/http/get-order.ts';
import { readEnv } from './runtime/env.ts';
import { createLogger } from './runtime/logger.ts';

const env = readEnv(['ORDERS_TABLE', 'CANCELLATION_MINUTES']);
const orders = createOrderStore(createDocumentClient(TWO_ATTEMPTS), env.ORDERS_TABLE);
const getOrder = createGetOrder({
  orders,
  sha256,
  cancellationMinutes: Number(env.CANCELLATION_MINUTES),
  now: () => new Date(),
});

/** GET /api/orders/{orderId}. */
export const handler = apiHandler(createLogger({ function: 'get-order' }), {
  'GET /orders/{orderId}': { respond: respondToGetOrder(getOrder) },
});
