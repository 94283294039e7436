import { createActivityLog } from '../adapters/activity-dynamodb.ts';
import { TWO_ATTEMPTS } from '../adapters/client-settings.ts';
import { createDocumentClient } from '../adapters/document-client.ts';
import { createRedriveDependencies } from '../adapters/redrive-dependencies.ts';
import { createRedriveOrder } from '../core/support/redrive-order.ts';
import { apiHandler } from '../handlers/http/api-handler.ts';
import { noting } from '../handlers/http/support/noted.ts';
import { respondToRedrive } from '../handlers/http/support/redrive-order.ts';
import { readEnv } from '../runtime/env.ts';
import { createLogger } from '../runtime/logger.ts';

const env = readEnv(['ACTIVITY_TABLE', 'ORDERS_TABLE', 'STATE_MACHINE_ARN', 'CANCELLATION_STATE_MACHINE_ARN']);
const logger = createLogger({ function: 'support-redrive-order' });
const redriveOrder = createRedriveOrder(createRedriveDependencies(env));
const noted = noting(createActivityLog(createDocumentClient(TWO_ATTEMPTS), env.ACTIVITY_TABLE), logger);

/** POST /api/support/orders/{orderId}/redrive. */
export const handler = apiHandler(logger, {
  'POST /support/orders/{orderId}/redrive': { respond: respondToRedrive(redriveOrder, noted) },
});
