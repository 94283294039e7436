import * as z from 'zod';
import { AwsError } from '../../../aws-error.ts';
import { operation } from '../../../service.ts';
import type { ExecutionRow } from '../data/executions.ts';
import type { Settings } from '../data/machines.ts';
import {
  existingExecution,
  existingMachine,
  pageSize,
  readPosition,
  type StatesContext,
  seconds,
  writeToken,
} from './context.ts';
import { described } from './machines.ts';
import { redriveStatus } from './redrive-execution.ts';

const byArn = z.object({ executionArn: z.string(), includedData: z.enum(['ALL_DATA', 'METADATA_ONLY']).optional() });

/** The operations that read and stop executions.
 * https://docs.aws.amazon.com/step-functions/latest/apireference/API_Operations.html */
export const executionOperations = (context: StatesContext) => ({
  DescribeExecution: operation({
    input: byArn,
    access: ({ executionArn }) => [{ action: 'states:DescribeExecution', resource: executionArn }],
    run: ({ executionArn, includedData }) => {
      const row = existingExecution(context, executionArn);
      const included = includedData !== 'METADATA_ONLY';
      return {
        ...summary(row),
        ...(included && { input: row.input }),
        inputDetails: { included },
        ...(row.output !== null && { ...(included && { output: row.output }), outputDetails: { included } }),
        ...(row.trace !== null && { traceHeader: row.trace }),
        ...(included && row.error !== null && { error: row.error }),
        ...(included && row.cause !== null && { cause: row.cause }),
        ...redriveStatus(context, row),
      };
    },
  }),

  ListExecutions: operation({
    input: z.object({
      stateMachineArn: z.string(),
      statusFilter: z.enum(['RUNNING', 'SUCCEEDED', 'FAILED', 'TIMED_OUT', 'ABORTED', 'PENDING_REDRIVE']).optional(),
      redriveFilter: z.enum(['REDRIVEN', 'NOT_REDRIVEN']).optional(),
      maxResults: z.number().int().min(0).max(1000).optional(),
      nextToken: z.string().optional(),
    }),
    access: ({ stateMachineArn }) => [{ action: 'states:ListExecutions', resource: stateMachineArn }],
    run: (input) => {
      const { arn } = existingMachine(context, input.stateMachineArn);
      const size = pageSize(input.maxResults);
      const before = readPosition(input.nextToken, Number.MAX_SAFE_INTEGER);
      const filter = {
        ...(input.statusFilter && { status: input.statusFilter }),
        ...(input.redriveFilter && { redriven: input.redriveFilter === 'REDRIVEN' }),
      };
      const rows = context.executions.list(arn, filter, before, size + 1);
      const page = rows.slice(0, size);
      const last = rows.length > size ? page.at(-1) : undefined;
      return { executions: page.map(summary), ...(last && { nextToken: writeToken(last.id) }) };
    },
  }),

  StopExecution: operation({
    input: z.object({
      executionArn: z.string(),
      error: z.string().max(256).optional(),
      cause: z.string().max(32_768).optional(),
    }),
    access: ({ executionArn }) => [{ action: 'states:StopExecution', resource: executionArn }],
    run: ({ executionArn, error, cause }) => {
      const row = existingExecution(context, executionArn);
      if (row.status === 'RUNNING') context.interpreter.abort(row, { error, cause });
      return { stopDate: seconds(existingExecution(context, executionArn).stopped ?? context.engine.now()) };
    },
  }),

  DescribeStateMachineForExecution: operation({
    input: byArn,
    access: ({ executionArn }) => [{ action: 'states:DescribeStateMachineForExecution', resource: executionArn }],
    run: ({ executionArn }) => {
      const row = existingExecution(context, executionArn);
      const machine = existingMachine(context, row.machine);
      const revision = context.machines.revision(row.revision);
      if (!revision) throw new AwsError('ExecutionDoesNotExist', `Execution Does Not Exist: '${executionArn}'`);
      return {
        stateMachineArn: machine.arn,
        name: machine.name,
        definition: revision.definition,
        roleArn: revision.role,
        updateDate: seconds(revision.updated),
        ...described(JSON.parse(machine.settings) as Settings),
        revisionId: revision.revision_id,
      };
    },
  }),
});

const summary = (row: ExecutionRow) => ({
  executionArn: row.arn,
  stateMachineArn: row.machine,
  name: row.name,
  status: row.status,
  startDate: seconds(row.started),
  ...(row.stopped !== null && { stopDate: seconds(row.stopped) }),
  redriveCount: row.redrives,
  ...(row.redriven !== null && { redriveDate: seconds(row.redriven) }),
});
