import { SFNClient } from '@aws-sdk/client-sfn';
import { clientSettings, TWO_ATTEMPTS } from '../adapters/client-settings.ts';
import { createDocumentClient } from '../adapters/document-client.ts';
import { createExecutionReaders } from '../adapters/execution-reader-sfn.ts';
import { createOrderSearch } from '../adapters/order-search-dynamodb.ts';
import { createNeedsAttention } from '../core/support/needs-attention.ts';
import { createSearchOrders } from '../core/support/search-orders.ts';
import { apiHandler } from '../handlers/http/api-handler.ts';
import { searchRoutes } from '../handlers/http/support/search-orders.ts';
import { reportUnreadable } from '../handlers/report-unreadable.ts';
import { readEnv } from '../runtime/env.ts';
import { createLogger } from '../runtime/logger.ts';

const indexes = ['ORDERS_BY_EMAIL_INDEX', 'ORDERS_BY_STATUS_INDEX'] as const;
const env = readEnv(['ORDERS_TABLE', ...indexes, 'STATE_MACHINE_ARN', 'CANCELLATION_STATE_MACHINE_ARN']);
const logger = createLogger({ function: 'support-search-orders' });
const executions = createExecutionReaders(new SFNClient(clientSettings(TWO_ATTEMPTS)), env);
const search = createOrderSearch(createDocumentClient(TWO_ATTEMPTS), {
  tableName: env.ORDERS_TABLE,
  emailIndex: env.ORDERS_BY_EMAIL_INDEX,
  statusIndex: env.ORDERS_BY_STATUS_INDEX,
  report: reportUnreadable(logger),
});
const now = () => new Date();
const routes = searchRoutes(createSearchOrders(search, now), createNeedsAttention(search, executions, now));

/** GET /api/support/orders and POST /api/support/orders/search. */
export const handler = apiHandler(logger, routes);
