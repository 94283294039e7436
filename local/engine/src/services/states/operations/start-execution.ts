import { randomUUID } from 'node:crypto';
import * as z from 'zod';
import { AwsError } from '../../../aws-error.ts';
import { operation } from '../../../service.ts';
import { deadlineOf } from '../definition/definitions.ts';
import { exceedsPayload, LIMITS } from '../limits.ts';
import { checkName, existingMachine, type StatesContext, seconds } from './context.ts';

/** https://docs.aws.amazon.com/step-functions/latest/apireference/API_StartExecution.html */
export const startExecution = (context: StatesContext) =>
  operation({
    input: z.object({
      stateMachineArn: z.string(),
      name: z.string().optional(),
      input: z.string().default('{}'),
      traceHeader: z.string().optional(),
    }),
    access: ({ stateMachineArn }) => [{ action: 'states:StartExecution', resource: stateMachineArn }],
    run: ({ stateMachineArn, name = randomUUID(), input, traceHeader }) => {
      const { engine, steady, executions, interpreter, machines } = context;
      const machine = existingMachine(context, stateMachineArn);
      checkName(name);
      checkInput(input);
      const arn = context.arns.execution(machine.name, name);
      const started = engine.now();
      const execution = executions.transaction(() => {
        const row = executions.insert({
          arn,
          machine: machine.arn,
          name,
          revision: machine.revision,
          input,
          trace: traceHeader ?? null,
          started,
          deadline: deadlineOf(machine.definition, steady()),
        });
        const revision = machines.revision(machine.revision);
        return row && revision && interpreter.start(row, revision);
      });
      execution?.go();
      return { executionArn: arn, startDate: seconds(execution ? started : sameExecution(context, arn, input)) };
    },
  });

/** When the execution that has the name already started: a repeated start is the same one only while it runs and its input
 * is the same. */
const sameExecution = ({ executions }: StatesContext, arn: string, input: string): number => {
  const existing = executions.find(arn);
  if (existing?.status === 'RUNNING' && existing.input === input) return existing.started;
  throw new AwsError('ExecutionAlreadyExists', `Execution Already Exists: '${arn}'`);
};

const checkInput = (input: string): void => {
  if (exceedsPayload(input)) {
    throw new AwsError(
      'ValidationException',
      `1 validation error detected: Value at 'input' failed to satisfy constraint: Member must have length less than or equal to ${LIMITS.payloadBytes}`,
    );
  }
  try {
    JSON.parse(input);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new AwsError('InvalidExecutionInput', `Invalid State Machine Execution Input: '${reason}'`);
  }
};
