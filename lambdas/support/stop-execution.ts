import { SFNClient } from '@aws-sdk/client-sfn';
import { createActivityLog } from '../adapters/activity-dynamodb.ts';
import { clientSettings, TWO_ATTEMPTS } from '../adapters/client-settings.ts';
import { createDocumentClient } from '../adapters/document-client.ts';
import { createExecutionReaders } from '../adapters/execution-reader-sfn.ts';
import { createExecutionStops } from '../adapters/execution-stop-sfn.ts';
import { createStopExecution } from '../core/support/stop-execution.ts';
import { apiHandler } from '../handlers/http/api-handler.ts';
import { noting } from '../handlers/http/support/noted.ts';
import { respondToStop } from '../handlers/http/support/stop-execution.ts';
import { readEnv } from '../runtime/env.ts';
import { createLogger } from '../runtime/logger.ts';

const env = readEnv(['ACTIVITY_TABLE', 'STATE_MACHINE_ARN', 'CANCELLATION_STATE_MACHINE_ARN']);
const logger = createLogger({ function: 'support-stop-execution' });
const workflow = new SFNClient(clientSettings(TWO_ATTEMPTS));
const noted = noting(createActivityLog(createDocumentClient(TWO_ATTEMPTS), env.ACTIVITY_TABLE), logger);
const stopExecution = createStopExecution({
  executions: createExecutionReaders(workflow, env),
  control: createExecutionStops(workflow, env),
});

/** POST /api/support/orders/{orderId}/stop. */
export const handler = apiHandler(logger, {
  'POST /support/orders/{orderId}/stop': { respond: respondToStop(stopExecution, noted) },
});
