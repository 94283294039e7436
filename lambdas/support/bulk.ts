import { createActivityLog } from '../adapters/activity-dynamodb.ts';
import { createBulkDependencies } from '../adapters/bulk-dependencies.ts';
import { TWO_ATTEMPTS } from '../adapters/client-settings.ts';
import { createDocumentClient } from '../adapters/document-client.ts';
import { createShowBulk } from '../core/support/show-bulk.ts';
import { createStartBulk } from '../core/support/start-bulk.ts';
import { createStopBulk } from '../core/support/stop-bulk.ts';
import { apiHandler } from '../handlers/http/api-handler.ts';
import { bulkRoutes } from '../handlers/http/support/bulk.ts';
import { noting } from '../handlers/http/support/noted.ts';
import { showBulkRoutes } from '../handlers/http/support/show-bulk.ts';
import { readEnv } from '../runtime/env.ts';
import { createLogger } from '../runtime/logger.ts';

const machines = ['STATE_MACHINE_ARN', 'CANCELLATION_STATE_MACHINE_ARN', 'BULK_STATE_MACHINE_ARN'] as const;
const env = readEnv(['ACTIVITY_TABLE', 'CONFIRMATIONS_TABLE', ...machines]);
const logger = createLogger({ function: 'support-bulk' });
const bulk = createBulkDependencies(env);
const noted = noting(createActivityLog(createDocumentClient(TWO_ATTEMPTS), env.ACTIVITY_TABLE), logger);

/** The calls below /api/support/bulk. */
export const handler = apiHandler(logger, {
  ...bulkRoutes(createStartBulk(bulk), createStopBulk(bulk.workflow, bulk.control), noted),
  ...showBulkRoutes(createShowBulk(bulk)),
});
