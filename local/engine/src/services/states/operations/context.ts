import { AwsError } from '../../../aws-error.ts';
import type { Engine } from '../../../service.ts';
import { type Arns, checkExecutionArn, checkMachineArn } from '../arns.ts';
import type { ExecutionRow, Executions } from '../data/executions.ts';
import type { MachineRow, Machines } from '../data/machines.ts';
import type { Interpreter } from '../interpreter/interpreter.ts';

/** What the operations work on. */
export interface StatesContext {
  readonly engine: Engine;
  /** For deadlines; it never steps. */
  readonly steady: () => number;
  readonly arns: Arns;
  readonly machines: Machines;
  readonly executions: Executions;
  readonly interpreter: Interpreter;
}

/** A state machine that exists. Throws InvalidArn or StateMachineDoesNotExist. */
export const existingMachine = ({ machines }: StatesContext, arn: string): MachineRow => {
  checkMachineArn(arn);
  const machine = machines.find(arn);
  if (!machine) throw new AwsError('StateMachineDoesNotExist', `State Machine Does Not Exist: '${arn}'`);
  return machine;
};

/** An execution that exists. Throws InvalidArn or ExecutionDoesNotExist. */
export const existingExecution = ({ executions }: StatesContext, arn: string): ExecutionRow => {
  checkExecutionArn(arn);
  const execution = executions.find(arn);
  if (!execution) throw new AwsError('ExecutionDoesNotExist', `Execution Does Not Exist: '${arn}'`);
  return execution;
};

/** A time as AWS JSON writes it: seconds, with milliseconds as the fraction. */
export const seconds = (milliseconds: number): number => milliseconds / 1000;

/** Names of state machines and executions.
 * https://docs.aws.amazon.com/step-functions/latest/apireference/API_StartExecution.html */
export const checkName = (name: string): void => {
  const forbidden = /[\s<>{}[\]?*"#%\\^|~`$&,;:/\p{Cc}]/u;
  if (name.length === 0 || name.length > 80 || forbidden.test(name)) {
    throw new AwsError('InvalidName', `Invalid Name: '${name}'`);
  }
};

/** A position in a list as an opaque token. */
export const writeToken = (position: string | number): string =>
  Buffer.from(JSON.stringify([position])).toString('base64');

/** The position that a token stands for; `start` where there is none. Throws InvalidToken. */
export const readPosition = <P extends string | number>(token: string | undefined, start: P): P => {
  if (token === undefined) return start;
  try {
    const [position] = JSON.parse(Buffer.from(token, 'base64').toString()) as [unknown];
    if (typeof position === typeof start) return position as P;
  } catch {
    // Not one of ours.
  }
  throw new AwsError('InvalidToken', `Invalid Token: '${token}'`);
};

/** A page's size: 100 where none or 0 is asked for, at most 1000. */
export const pageSize = (maxResults: number | undefined): number => maxResults || 100;
