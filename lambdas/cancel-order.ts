import { createCancelDependencies } from './adapters/cancel-dependencies.ts';
import { createCancelOrder } from './core/order/cancel-order.ts';
import { apiHandler } from './handlers/http/api-handler.ts';
import { respondToCancel } from './handlers/http/cancel-order.ts';
import { readEnv } from './runtime/env.ts';
import { createLogger } from './runtime/logger.ts';

const env = readEnv(['ORDERS_TABLE', 'CANCELLATION_STATE_MACHINE_ARN', 'CANCELLATION_MINUTES']);
const cancelOrder = createCancelOrder(createCancelDependencies(env));

/** POST /api/orders/{orderId}/cancel. */
export const handler = apiHandler(createLogger({ function: 'cancel-order' }), {
  'POST /orders/{orderId}/cancel': { respond: respondToCancel(cancelOrder) },
});
