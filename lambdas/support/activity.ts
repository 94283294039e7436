import { createActivityHistory, createActivityLog } from '../adapters/activity-dynamodb.ts';
import { TWO_ATTEMPTS } from '../adapters/client-settings.ts';
import { createDocumentClient } from '../adapters/document-client.ts';
import { createOrderStore } from '../adapters/orders-dynamodb.ts';
import { apiHandler } from '../handlers/http/api-handler.ts';
import { activityRoutes } from '../handlers/http/support/activity.ts';
import { reportUnreadable } from '../handlers/report-unreadable.ts';
import { readEnv } from '../runtime/env.ts';
import { createLogger } from '../runtime/logger.ts';

const env = readEnv(['ACTIVITY_TABLE', 'ORDERS_TABLE']);
const logger = createLogger({ function: 'support-activity' });
const tables = createDocumentClient(TWO_ATTEMPTS);
const activity = {
  ...createActivityLog(tables, env.ACTIVITY_TABLE),
  ...createActivityHistory(tables, env.ACTIVITY_TABLE, reportUnreadable(logger)),
};

/** GET /api/support/activity and POST /api/support/orders/{orderId}/notes. */
export const handler = apiHandler(logger, activityRoutes(activity, createOrderStore(tables, env.ORDERS_TABLE)));
