import * as z from 'zod';
import { AwsError } from '../../../aws-error.ts';
import { operation } from '../../../service.ts';
import type { ExecutionRow } from '../data/executions.ts';
import { deadlineOf } from '../definition/definitions.ts';
import { obstacleToRedrive } from '../redrivable.ts';
import { existingExecution, type StatesContext, seconds } from './context.ts';

/** https://docs.aws.amazon.com/step-functions/latest/apireference/API_RedriveExecution.html */
export const redriveExecution = (context: StatesContext) =>
  operation({
    input: z.object({ executionArn: z.string(), clientToken: z.string().min(1).max(64).optional() }),
    access: ({ executionArn }) => [{ action: 'states:RedriveExecution', resource: executionArn }],
    run: ({ executionArn, clientToken }) => {
      const { engine, steady, executions, interpreter, machines } = context;
      const row = existingExecution(context, executionArn);
      if (clientToken !== undefined && row.redrive_token === clientToken && row.redriven !== null) {
        return { redriveDate: seconds(row.redriven) };
      }
      const obstacle = obstacleToRedrive(context.engine, row);
      if (obstacle) throw new AwsError('ExecutionNotRedrivable', obstacle);
      const redriven = engine.now();
      const execution = executions.transaction(() => {
        const definition = machines.revision(row.revision)?.definition ?? '';
        executions.reopen(row.id, redriven, deadlineOf(definition, steady()), clientToken ?? null);
        return interpreter.redrive(existingExecution(context, executionArn));
      });
      execution.go();
      return { redriveDate: seconds(redriven) };
    },
  });

/** What DescribeExecution says of whether an execution can be redriven. */
export const redriveStatus = (context: StatesContext, row: ExecutionRow) => {
  const obstacle = obstacleToRedrive(context.engine, row);
  return obstacle
    ? { redriveStatus: 'NOT_REDRIVABLE', redriveStatusReason: obstacle }
    : { redriveStatus: 'REDRIVABLE' };
};
