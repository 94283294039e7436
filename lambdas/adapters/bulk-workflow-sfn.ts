import { DescribeExecutionCommand, ListExecutionsCommand, type SFNClient } from '@aws-sdk/client-sfn';
import type { BulkWorkflow } from '../core/support/bulk-ports.ts';
import { executionArnOf } from './execution-arn.ts';
import { startExecution, unlessMissing } from './execution-calls-sfn.ts';
import { translatingTemporary } from './temporary-errors.ts';

/** BulkAction, in Step Functions: an execution is named as its bulk. */
export const createBulkWorkflow = (client: SFNClient, stateMachineArn: string): BulkWorkflow => ({
  start: (name, input) => startExecution(client, stateMachineArn, name, input),

  describe: async (id) => {
    const executionArn = executionArnOf(stateMachineArn, id);
    const found = await unlessMissing(client.send(new DescribeExecutionCommand({ executionArn })));
    if (!found) return undefined;
    const { status = 'RUNNING', startDate = new Date(0), stopDate, input = '{}' } = found;
    return { id, status, startedAt: startDate.toISOString(), stoppedAt: stopDate?.toISOString(), input };
  },

  newest: async (limit) => {
    const command = new ListExecutionsCommand({ stateMachineArn, maxResults: limit });
    const { executions = [] } = await translatingTemporary(client.send(command));
    return executions.map(({ name = '' }) => name);
  },
});
