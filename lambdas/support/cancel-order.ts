import { createActivityLog } from '../adapters/activity-dynamodb.ts';
import { createCancelDependencies } from '../adapters/cancel-dependencies.ts';
import { TWO_ATTEMPTS } from '../adapters/client-settings.ts';
import { createDocumentClient } from '../adapters/document-client.ts';
import { createCancelOrder } from '../core/order/cancel-order.ts';
import { apiHandler } from '../handlers/http/api-handler.ts';
import { respondToSupportCancel } from '../handlers/http/support/cancel-order.ts';
import { noting } from '../handlers/http/support/noted.ts';
import { readEnv } from '../runtime/env.ts';
import { createLogger } from '../runtime/logger.ts';

const env = readEnv(['ACTIVITY_TABLE', 'ORDERS_TABLE', 'CANCELLATION_STATE_MACHINE_ARN', 'CANCELLATION_MINUTES']);
const logger = createLogger({ function: 'support-cancel-order' });
const activity = createActivityLog(createDocumentClient(TWO_ATTEMPTS), env.ACTIVITY_TABLE);
const cancelOrder = createCancelOrder(createCancelDependencies(env));

/** POST /api/support/orders/{orderId}/cancel. */
export const handler = apiHandler(logger, {
  'POST /support/orders/{orderId}/cancel': { respond: respondToSupportCancel(cancelOrder, noting(activity, logger)) },
});
