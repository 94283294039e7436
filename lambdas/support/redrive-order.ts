import { SFNClient } from '@aws-sdk/client-sfn';
import { clientSettings, TWO_ATTEMPTS } from '../adapters/client-settings.ts';
import { createDocumentClient } from '../adapters/document-client.ts';
import { createExecutionReaders } from '../adapters/execution-reader-sfn.ts';
import { createRestartNotes } from '../adapters/order-search-dynamodb.ts';
import { createOrderStore } from '../adapters/orders-dynamodb.ts';
import { createOrderWorkflows } from '../adapters/workflow-sfn.ts';
import { createRedriveOrder } from '../core/support/redrive-order.ts';
import { apiHandler } from '../handlers/http/api-handler.ts';
import { respondToRedrive } from '../handlers/http/support/redrive-order.ts';
import { readEnv } from '../runtime/env.ts';
import { createLogger } from '../runtime/logger.ts';

const env = readEnv(['ORDERS_TABLE', 'STATE_MACHINE_ARN', 'CANCELLATION_STATE_MACHINE_ARN']);
const tables = createDocumentClient(TWO_ATTEMPTS);
const workflow = new SFNClient(clientSettings(TWO_ATTEMPTS));
const redriveOrder = createRedriveOrder({
  executions: createExecutionReaders(workflow, env),
  control: createOrderWorkflows(workflow, env),
  orders: { ...createOrderStore(tables, env.ORDERS_TABLE), ...createRestartNotes(tables, env.ORDERS_TABLE) },
  now: () => new Date(),
});

/** POST /api/support/orders/{orderId}/redrive. */
export const handler = apiHandler(createLogger({ function: 'support-redrive-order' }), {
  'POST /support/orders/{orderId}/redrive': { respond: respondToRedrive(redriveOrder) },
});
