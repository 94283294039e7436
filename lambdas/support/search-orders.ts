import { SFNClient } from '@aws-sdk/client-sfn';
import { clientSettings, TWO_ATTEMPTS } from '../adapters/client-settings.ts';
import { createDocumentClient } from '../adapters/document-client.ts';
import { createExecutionReader } from '../adapters/execution-reader-sfn.ts';
import { createOrderSearch } from '../adapters/order-search-dynamodb.ts';
import { createNeedsAttention } from '../core/support/needs-attention.ts';
import { createSearchOrders } from '../core/support/search-orders.ts';
import { apiHandler } from '../handlers/http/api-handler.ts';
import { respondToSearch } from '../handlers/http/support/search-orders.ts';
import { readEnv } from '../runtime/env.ts';
import { createLogger } from '../runtime/logger.ts';

const env = readEnv(['ORDERS_TABLE', 'ORDERS_BY_EMAIL_INDEX', 'ORDERS_BY_STATUS_INDEX', 'STATE_MACHINE_ARN']);
const executions = createExecutionReader(new SFNClient(clientSettings(TWO_ATTEMPTS)), env.STATE_MACHINE_ARN);
const search = createOrderSearch(createDocumentClient(TWO_ATTEMPTS), {
  tableName: env.ORDERS_TABLE,
  emailIndex: env.ORDERS_BY_EMAIL_INDEX,
  statusIndex: env.ORDERS_BY_STATUS_INDEX,
});
const now = () => new Date();

/** GET /api/support/orders. */
export const handler = apiHandler(
  createLogger({ function: 'support-search-orders' }),
  respondToSearch(createSearchOrders(search, now), createNeedsAttention(search, executions, now)),
);
