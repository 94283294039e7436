import {
  ExecutionAlreadyExists,
  ExecutionDoesNotExist,
  type SFNClient,
  StartExecutionCommand,
} from '@aws-sdk/client-sfn';
import { translatingTemporary } from './temporary-errors.ts';

/** Starts an execution of a name that there is once. */
export const startExecution = async (
  client: SFNClient,
  stateMachineArn: string,
  name: string,
  input: string,
): Promise<'started' | 'already-exists'> => {
  try {
    await translatingTemporary(client.send(new StartExecutionCommand({ stateMachineArn, name, input })));
    return 'started';
  } catch (error) {
    if (error instanceof ExecutionAlreadyExists) return 'already-exists';
    throw error;
  }
};

/** What is asked of an execution; undefined where there is none of its name. */
export const unlessMissing = async <T>(call: Promise<T>): Promise<T | undefined> => {
  try {
    return await translatingTemporary(call);
  } catch (error) {
    if (error instanceof ExecutionDoesNotExist) return undefined;
    throw error;
  }
};
