import {
  DescribeExecutionCommand,
  type DescribeExecutionCommandOutput,
  DescribeStateMachineCommand,
  DescribeStateMachineForExecutionCommand,
  GetExecutionHistoryCommand,
  InvalidToken,
  ListExecutionsCommand,
  type HistoryEvent as SdkEvent,
  type SFNClient,
} from '@aws-sdk/client-sfn';
import { type BadEnd, badEndSchema } from '../core/contract/failure.ts';
import type { PerMachine } from '../core/contract/machine.ts';
import type { Execution, HistoryEvent } from '../core/contract/support.ts';
import type { ExecutionReader, FailedExecution } from '../core/support/ports.ts';
import { executionArnOf } from './execution-arn.ts';
import { unlessMissing } from './execution-calls-sfn.ts';
import type { MachineEnvironment } from './machine-environment.ts';
import { translatingTemporary } from './temporary-errors.ts';

const iso = (date: Date | undefined): string => (date ?? new Date(0)).toISOString();

/** Leaves out members that are undefined, as JSON does. */
const given = <T extends object>(members: T): { [K in keyof T]?: Exclude<T[K], undefined> } =>
  Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined)) as never;

/** Where CloudWatch shows the X-Ray trace that an execution is part of; undefined where it was started without one. */
const traceUrlOf = ({ executionArn = '', traceHeader }: DescribeExecutionCommandOutput): string | undefined => {
  const [, trace] = /Root=([\w-]+)/.exec(traceHeader ?? '') ?? [];
  const [, , , region = ''] = executionArn.split(':');
  return trace && `https://${region}.console.aws.amazon.com/cloudwatch/home?region=${region}#xray:traces/${trace}`;
};

const toExecution = <M extends string>(
  machine: M,
  name: string,
  output: DescribeExecutionCommandOutput,
): Omit<Execution, 'machine'> & { machine: M } => ({
  machine,
  name,
  arn: output.executionArn ?? '',
  status: output.status ?? 'RUNNING',
  startedAt: iso(output.startDate),
  redriveCount: output.redriveCount ?? 0,
  redrivable: output.redriveStatus === 'REDRIVABLE',
  ...given({
    stoppedAt: output.stopDate?.toISOString(),
    input: output.input,
    output: output.output,
    error: output.error,
    cause: output.cause,
    redrivenAt: output.redriveDate?.toISOString(),
    traceUrl: traceUrlOf(output),
    notRedrivableBecause: output.redriveStatusReason,
  }),
});

/** Each type of event has its details under a member of its own: `stateEnteredEventDetails`. */
const toEvent = ({ id = 0, previousEventId = 0, timestamp, type, ...members }: SdkEvent): HistoryEvent => {
  const details = Object.entries(members).find(([name, value]) => name.endsWith('EventDetails') && value)?.[1];
  const event = { id, previousEventId, timestamp: iso(timestamp), type: type ?? 'Unknown' };
  return typeof details === 'object' && details !== null ? { ...event, details: { ...details } } : event;
};

/** Executions of a workflow, in Step Functions. */
export const createExecutionReader = <M extends string>(
  client: SFNClient,
  machine: M,
  stateMachineArn: string,
): ExecutionReader<M> => {
  const arnOf = (name: string): string => executionArnOf(stateMachineArn, name);

  const list = async (statusFilter: BadEnd, maxResults: number, token: string | undefined) => {
    const command = new ListExecutionsCommand({ stateMachineArn, statusFilter, maxResults, nextToken: token });
    const { executions = [], nextToken } = await translatingTemporary(client.send(command));
    const found = executions.map(
      ({ name = '', stopDate }): FailedExecution<M> => ({
        ...{ machine, name, status: statusFilter },
        stoppedAt: iso(stopDate),
      }),
    );
    return { found, next: nextToken === undefined ? {} : { [statusFilter]: nextToken } };
  };

  return {
    machine,

    describe: async (name) => {
      const output = await unlessMissing(client.send(new DescribeExecutionCommand({ executionArn: arnOf(name) })));
      return output && toExecution(machine, name, output);
    },

    definition: async (name) => {
      const [ran, deployed] = await Promise.all([
        translatingTemporary(client.send(new DescribeStateMachineForExecutionCommand({ executionArn: arnOf(name) }))),
        translatingTemporary(client.send(new DescribeStateMachineCommand({ stateMachineArn }))),
      ]);
      return { text: ran.definition ?? '{}', isNewest: ran.definition === deployed.definition };
    },

    history: async (name, { limit, newestFirst = false, token }) => {
      const executionArn = arnOf(name);
      const command = new GetExecutionHistoryCommand({
        executionArn,
        maxResults: limit,
        reverseOrder: newestFirst,
        includeExecutionData: true,
        nextToken: token,
      });
      try {
        const page = await unlessMissing(client.send(command));
        return page && { events: (page.events ?? []).map(toEvent), ...(page.nextToken && { cursor: page.nextToken }) };
      } catch (error) {
        if (error instanceof InvalidToken) return 'bad-token';
        throw error;
      }
    },

    failed: async (limit, after) => {
      const tokens: Partial<Record<BadEnd, string>> = after === undefined ? {} : JSON.parse(after);
      const wanted = badEndSchema.options.filter((status) => after === undefined || tokens[status] !== undefined);
      const lists = await Promise.all(wanted.map((status) => list(status, limit, tokens[status])));
      const executions = lists.flatMap(({ found }) => found).toSorted((a, b) => (a.stoppedAt < b.stoppedAt ? 1 : -1));
      const next = Object.assign({}, ...lists.map((each) => each.next));
      return { executions, ...(Object.keys(next).length > 0 && { next: JSON.stringify(next) }) };
    },

    consoleUrl: (name) => {
      const [, , , region = ''] = stateMachineArn.split(':');
      return `https://${region}.console.aws.amazon.com/states/home?region=${region}#/v2/executions/details/${arnOf(name)}`;
    },
  };
};

/** Executions of both workflows. */
export const createExecutionReaders = (client: SFNClient, env: MachineEnvironment): PerMachine<ExecutionReader> => ({
  OrderProcessing: createExecutionReader(client, 'OrderProcessing', env.STATE_MACHINE_ARN),
  OrderCancellation: createExecutionReader(client, 'OrderCancellation', env.CANCELLATION_STATE_MACHINE_ARN),
});
