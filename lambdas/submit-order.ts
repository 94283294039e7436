import { SQSClient } from '@aws-sdk/client-sqs';
import { clientSettings, TWO_ATTEMPTS } from './adapters/client-settings.ts';
import { randomBytes, sha256 } from './adapters/hash-node.ts';
import { createOrderQueue } from './adapters/order-queue-sqs.ts';
import { createSubmitOrder } from './core/order/submit-order.ts';
import { apiHandler } from './handlers/http/api-handler.ts';
import { respondToSubmitOrder } from './handlers/http/submit-order.ts';
import { readEnv } from './runtime/env.ts';
import { createLogger } from './runtime/logger.ts';

const env = readEnv(['ORDER_QUEUE_URL', 'DELIVERY_COUNTRIES']);
const queue = createOrderQueue(new SQSClient(clientSettings(TWO_ATTEMPTS)), env.ORDER_QUEUE_URL);
const submitOrder = createSubmitOrder({ queue, sha256, randomBytes, now: () => new Date() });

/** POST /api/orders. */
export const handler = apiHandler(createLogger({ function: 'submit-order' }), {
  'POST /orders': { respond: respondToSubmitOrder(submitOrder, env.DELIVERY_COUNTRIES.split(',')) },
});
