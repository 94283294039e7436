import {
  InvalidToken,
  SendTaskFailureCommand,
  SendTaskSuccessCommand,
  type SFNClient,
  TaskDoesNotExist,
  TaskTimedOut,
} from '@aws-sdk/client-sfn';
import type { WaitingTasks } from '../core/order/ports.ts';
import { translatingTemporary } from './temporary-errors.ts';

/** Tasks that wait for a person, in Step Functions. A failure's cause is written as Lambda writes that of a function, so that the
 * state machine reads both alike. */
export const createWaitingTasks = (client: SFNClient): WaitingTasks => ({
  answer: async (taskToken, answer) => {
    const sent =
      'output' in answer
        ? client.send(new SendTaskSuccessCommand({ taskToken, output: JSON.stringify(answer.output) }))
        : client.send(
            new SendTaskFailureCommand({
              taskToken,
              error: answer.error,
              cause: JSON.stringify({ errorMessage: answer.message }),
            }),
          );
    try {
      await translatingTemporary(sent);
      return 'answered';
    } catch (error) {
      if (error instanceof TaskTimedOut || error instanceof TaskDoesNotExist || error instanceof InvalidToken) {
        return 'gone';
      }
      throw error;
    }
  },
});
