import { SFNClient } from '@aws-sdk/client-sfn';
import { clientSettings, ONE_ATTEMPT } from './adapters/client-settings.ts';
import { createDocumentClient } from './adapters/document-client.ts';
import { createOrderStore } from './adapters/orders-dynamodb.ts';
import { createOrderWorkflow } from './adapters/workflow-sfn.ts';
import { createProcessOrder } from './core/order/process-order.ts';
import { handleOrderBatch } from './handlers/queue/process-order.ts';
import { readEnv } from './runtime/env.ts';
import { createLogger } from './runtime/logger.ts';

const env = readEnv(['ORDERS_TABLE', 'STATE_MACHINE_ARN']);
const orders = createOrderStore(createDocumentClient(ONE_ATTEMPT), env.ORDERS_TABLE);
const workflow = createOrderWorkflow(new SFNClient(clientSettings(ONE_ATTEMPT)), env.STATE_MACHINE_ARN);

/** Target of the pipe from the order queue. */
export const handler = handleOrderBatch(
  createLogger({ function: 'process-order' }),
  createProcessOrder({ orders, workflow }),
);
