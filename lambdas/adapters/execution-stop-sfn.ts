import { type SFNClient, StopExecutionCommand } from '@aws-sdk/client-sfn';
import type { PerMachine } from '../core/contract/machine.ts';
import type { ExecutionStop } from '../core/support/ports.ts';
import { executionArnOf } from './execution-arn.ts';
import type { MachineEnvironment } from './machine-environment.ts';
import { translatingTemporary } from './temporary-errors.ts';

/** What a stopped execution ends with, so that its history tells it from other ends. */
const ERROR = 'StoppedBySupport';

/** Stops executions of a workflow, in Step Functions. */
export const createExecutionStop = (client: SFNClient, stateMachineArn: string): ExecutionStop => ({
  stop: async (name, cause) => {
    const executionArn = executionArnOf(stateMachineArn, name);
    await translatingTemporary(client.send(new StopExecutionCommand({ executionArn, error: ERROR, cause })));
  },
});

/** Those of both workflows. */
export const createExecutionStops = (client: SFNClient, env: MachineEnvironment): PerMachine<ExecutionStop> => ({
  OrderProcessing: createExecutionStop(client, env.STATE_MACHINE_ARN),
  OrderCancellation: createExecutionStop(client, env.CANCELLATION_STATE_MACHINE_ARN),
});
