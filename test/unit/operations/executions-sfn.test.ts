import { type DescribeExecutionCommand, ExecutionDoesNotExist, type SFNClient } from '@aws-sdk/client-sfn';
import { describe, expect, it } from 'vitest';
import { createExecutions } from '../../../cdk/operations/erase/adapters/executions-sfn.ts';
import { anOrderId } from '../../helpers/factories.ts';

const MACHINE = 'arn:aws:states:us-east-1:000000000000:stateMachine:OrderProcessing';

describe('the executions of an order that is to be erased', () => {
  it.each(['', '-2', '.2'])('are found under its name with "%s" behind it', async (suffix) => {
    const there = `${MACHINE.replace(':stateMachine:', ':execution:')}:${anOrderId()}${suffix}`;
    const send = async ({ input }: DescribeExecutionCommand) => {
      if (input.executionArn !== there) throw new ExecutionDoesNotExist({ message: 'none', $metadata: {} });
      return { status: 'RUNNING' };
    };
    const executions = createExecutions({ send } as unknown as SFNClient, [MACHINE]);
    expect(await executions.of(anOrderId())).toEqual([{ status: 'RUNNING' }]);
  });
});
