import * as z from 'zod';
import { AwsError } from '../../../aws-error.ts';
import { operation } from '../../../service.ts';
import type { WaitingTask } from '../interpreter/callbacks.ts';
import { readToken } from '../tasks/token.ts';
import type { StatesContext } from './context.ts';

const taskToken = z.string().min(1).max(2048);

/** The operations with which the holder of a task token reports.
 * https://docs.aws.amazon.com/step-functions/latest/dg/connect-to-resource.html#connect-wait-token */
export const callbackOperations = (context: StatesContext) => {
  const find = (token: string): WaitingTask => {
    const target = readToken(token);
    if (!target) throw new AwsError('InvalidToken', "Invalid Token: 'Invalid token'");
    const task = context.interpreter.waitingTask(target.execution, target.frame, token);
    if (!task) throw new AwsError('TaskTimedOut', "Task Timed Out: 'Provided task does not exist anymore'");
    return task;
  };
  /** The permission is asked on the state machine; a token that is none gets its own error instead. */
  const access = (action: string, token: string) => {
    const machine = readToken(token)?.execution.split(':')[6];
    return machine === undefined ? [] : [{ action: `states:${action}`, resource: context.arns.machine(machine) }];
  };
  return {
    SendTaskSuccess: operation({
      input: z.object({ taskToken, output: z.string().max(262_144) }),
      access: (input) => access('SendTaskSuccess', input.taskToken),
      run: (input) => {
        try {
          JSON.parse(input.output);
        } catch (error) {
          throw new AwsError(
            'InvalidOutput',
            `Invalid Output: '${error instanceof Error ? error.message : String(error)}'`,
          );
        }
        find(input.taskToken).callBack({ output: input.output });
        return {};
      },
    }),
    SendTaskFailure: operation({
      input: z.object({ taskToken, error: z.string().max(256).optional(), cause: z.string().max(32_768).optional() }),
      access: (input) => access('SendTaskFailure', input.taskToken),
      run: ({ taskToken: token, error, cause }) => {
        find(token).callBack({ failure: { error, cause } });
        return {};
      },
    }),
    SendTaskHeartbeat: operation({
      input: z.object({ taskToken }),
      access: (input) => access('SendTaskHeartbeat', input.taskToken),
      run: (input) => {
        find(input.taskToken).heartbeat();
        return {};
      },
    }),
  };
};
