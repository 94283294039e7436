import {
  DescribeExecutionCommand,
  ExecutionNotRedrivable,
  RedriveExecutionCommand,
  type SFNClient,
} from '@aws-sdk/client-sfn';
import type { PerMachine } from '../core/contract/machine.ts';
import type { OrderWorkflow } from '../core/order/ports.ts';
import { executionArnOf } from './execution-arn.ts';
import { startExecution } from './execution-calls-sfn.ts';
import type { MachineEnvironment } from './machine-environment.ts';
import { translatingTemporary } from './temporary-errors.ts';

/** The workflow of orders, in Step Functions. */
export const createOrderWorkflow = (client: SFNClient, stateMachineArn: string): OrderWorkflow => ({
  start: (orderId, input) => startExecution(client, stateMachineArn, orderId, input),

  describe: async (orderId) => {
    const executionArn = executionArnOf(stateMachineArn, orderId);
    const { status, redriveCount } = await translatingTemporary(
      client.send(new DescribeExecutionCommand({ executionArn })),
    );
    if (status === undefined) throw new TypeError('DescribeExecution gave no status');
    return { status, redriveCount: redriveCount ?? 0 };
  },

  redrive: async (orderId, clientToken) => {
    const executionArn = executionArnOf(stateMachineArn, orderId);
    try {
      await translatingTemporary(client.send(new RedriveExecutionCommand({ executionArn, clientToken })));
      return 'redriven';
    } catch (error) {
      if (error instanceof ExecutionNotRedrivable) return 'not-redrivable';
      throw error;
    }
  },
});

/** Both workflows. */
export const createOrderWorkflows = (client: SFNClient, env: MachineEnvironment): PerMachine<OrderWorkflow> => ({
  OrderProcessing: createOrderWorkflow(client, env.STATE_MACHINE_ARN),
  OrderCancellation: createOrderWorkflow(client, env.CANCELLATION_STATE_MACHINE_ARN),
});
