import { DescribeExecutionCommand, ExecutionDoesNotExist, type SFNClient } from '@aws-sdk/client-sfn';
import { freshNamesOf } from '../../../../lambdas/core/contract/execution-names.ts';
import type { Executions, OrderExecution } from '../ports.ts';

/** The executions of these state machines; of a history that Step Functions has deleted there is none. */
export const createExecutions = (client: SFNClient, stateMachineArns: readonly string[]): Executions => {
  const describe = async (executionArn: string): Promise<OrderExecution[]> => {
    try {
      const command = new DescribeExecutionCommand({ executionArn, includedData: 'METADATA_ONLY' });
      const { status = 'UNKNOWN', stopDate } = await client.send(command);
      return [{ status, ...(stopDate && { stoppedAt: stopDate }) }];
    } catch (error) {
      if (error instanceof ExecutionDoesNotExist) return [];
      throw error;
    }
  };
  return {
    of: async (orderId) => {
      const found: OrderExecution[] = [];
      for (const machine of stateMachineArns) {
        const prefix = machine.replace(':stateMachine:', ':execution:');
        // An execution is named as its order; one that support started afresh has a suffix.
        for (const name of [orderId, ...freshNamesOf(orderId)]) found.push(...(await describe(`${prefix}:${name}`)));
      }
      return found;
    },
  };
};
