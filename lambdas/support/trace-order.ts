import { SFNClient } from '@aws-sdk/client-sfn';
import { clientSettings, TWO_ATTEMPTS } from '../adapters/client-settings.ts';
import { createExecutionReaders } from '../adapters/execution-reader-sfn.ts';
import { createTraceOrder } from '../core/support/trace-order.ts';
import { apiHandler } from '../handlers/http/api-handler.ts';
import { respondToTrace } from '../handlers/http/support/trace-order.ts';
import { readEnv } from '../runtime/env.ts';
import { createLogger } from '../runtime/logger.ts';

const env = readEnv(['STATE_MACHINE_ARN', 'CANCELLATION_STATE_MACHINE_ARN']);
const executions = createExecutionReaders(new SFNClient(clientSettings(TWO_ATTEMPTS)), env);

/** GET /api/support/orders/{orderId}/execution. */
export const handler = apiHandler(createLogger({ function: 'support-trace-order' }), {
  'GET /support/orders/{orderId}/execution': {
    respond: respondToTrace(createTraceOrder(executions)),
    query: ['execution', 'machine', 'cursor'],
  },
});
