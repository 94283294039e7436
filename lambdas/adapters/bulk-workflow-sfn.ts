import {
  DescribeExecutionCommand,
  ExecutionAlreadyExists,
  ExecutionDoesNotExist,
  ListExecutionsCommand,
  type SFNClient,
  StartExecutionCommand,
} from '@aws-sdk/client-sfn';
import type { BulkWorkflow } from '../core/support/bulk-ports.ts';
import { executionArnOf } from './execution-arn.ts';
import { translatingTemporary } from './temporary-errors.ts';

/** BulkAction, in Step Functions: an execution is named as its bulk. */
export const createBulkWorkflow = (client: SFNClient, stateMachineArn: string): BulkWorkflow => ({
  start: async (name, input) => {
    try {
      await translatingTemporary(client.send(new StartExecutionCommand({ stateMachineArn, name, input })));
      return 'started';
    } catch (error) {
      if (error instanceof ExecutionAlreadyExists) return 'already-exists';
      throw error;
    }
  },

  describe: async (id) => {
    const executionArn = executionArnOf(stateMachineArn, id);
    try {
      const found = await translatingTemporary(client.send(new DescribeExecutionCommand({ executionArn })));
      const { status = 'RUNNING', startDate = new Date(0), stopDate, input = '{}' } = found;
      return { id, status, startedAt: startDate.toISOString(), stoppedAt: stopDate?.toISOString(), input };
    } catch (error) {
      if (error instanceof ExecutionDoesNotExist) return undefined;
      throw error;
    }
  },

  newest: async (limit) => {
    const command = new ListExecutionsCommand({ stateMachineArn, maxResults: limit });
    const { executions = [] } = await translatingTemporary(client.send(command));
    return executions.map(({ name = '' }) => name);
  },
});
