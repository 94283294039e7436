import { createCancellationStore } from './adapters/cancellations-dynamodb.ts';
import { TWO_ATTEMPTS } from './adapters/client-settings.ts';
import { createDocumentClient } from './adapters/document-client.ts';
import { createOrderStore } from './adapters/orders-dynamodb.ts';
import { createRecordCancellation } from './core/order/record-cancellation.ts';
import { handleRecordCancellation, logCancellation } from './handlers/task/record-cancellation.ts';
import { readEnv } from './runtime/env.ts';
import { createLogger } from './runtime/logger.ts';

const env = readEnv(['ORDERS_TABLE', 'PRODUCTS_TABLE']);
const client = createDocumentClient(TWO_ATTEMPTS);
const tables = { orders: env.ORDERS_TABLE, products: env.PRODUCTS_TABLE };
const orders = { ...createOrderStore(client, env.ORDERS_TABLE), ...createCancellationStore(client, tables) };
const logger = createLogger({ function: 'record-cancellation' });

/** Task of the state RecordCancellation in both state machines. */
export const handler = handleRecordCancellation(
  logger,
  createRecordCancellation(orders, () => new Date(), logCancellation(logger)),
);
