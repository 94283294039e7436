import { SFNClient } from '@aws-sdk/client-sfn';
import type { createShowBulk } from '../core/support/show-bulk.ts';
import type { createStartBulk } from '../core/support/start-bulk.ts';
import type { createStopBulk } from '../core/support/stop-bulk.ts';
import { createBulkPlace, createBulkResults } from './bulk-dynamodb.ts';
import { createBulkWorkflow } from './bulk-workflow-sfn.ts';
import { clientSettings, TWO_ATTEMPTS } from './client-settings.ts';
import { createDocumentClient } from './document-client.ts';
import { createExecutionReader, createExecutionReaders } from './execution-reader-sfn.ts';
import { createExecutionStop } from './execution-stop-sfn.ts';
import type { MachineEnvironment } from './machine-environment.ts';
import { createFindTriedMails } from './mail-search-dynamodb.ts';

/** What beginning, stopping and showing bulks needs. */
type BulkDependencies = Parameters<typeof createStartBulk>[0] &
  Parameters<typeof createShowBulk>[0] & { control: Parameters<typeof createStopBulk>[1] };

/** The same, over Step Functions and the table Activity. */
export const createBulkDependencies = (
  env: MachineEnvironment & { ACTIVITY_TABLE: string; CONFIRMATIONS_TABLE: string; BULK_STATE_MACHINE_ARN: string },
): BulkDependencies => {
  const client = new SFNClient(clientSettings(TWO_ATTEMPTS));
  const tables = createDocumentClient(TWO_ATTEMPTS);
  return {
    workflow: createBulkWorkflow(client, env.BULK_STATE_MACHINE_ARN),
    place: createBulkPlace(tables, env.ACTIVITY_TABLE),
    control: createExecutionStop(client, env.BULK_STATE_MACHINE_ARN),
    reader: createExecutionReader(client, 'BulkAction', env.BULK_STATE_MACHINE_ARN),
    results: createBulkResults(tables, env.ACTIVITY_TABLE),
    executions: createExecutionReaders(client, env),
    mails: createFindTriedMails(tables, env.CONFIRMATIONS_TABLE),
    now: () => new Date(),
  };
};
