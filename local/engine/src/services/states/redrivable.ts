import type { Engine } from '../../service.ts';
import { type ExecutionRow, lastEventOf } from './data/executions.ts';
import { LIMITS } from './limits.ts';

/** Why an execution cannot be redriven; undefined where it can.
 * https://docs.aws.amazon.com/step-functions/latest/dg/redrive-executions.html */
export const obstacleToRedrive = (
  { now, store }: Pick<Engine, 'now' | 'store'>,
  row: ExecutionRow,
): string | undefined => {
  if (row.status === 'RUNNING' || row.status === 'SUCCEEDED')
    return `Execution is ${row.status} and cannot be redriven`;
  if (now() - (row.stopped ?? 0) > LIMITS.redrivableMs)
    return 'Execution has exceeded the redrivable period of 14 days';
  if (row.redrives >= LIMITS.redrives)
    return `Execution has been redriven ${LIMITS.redrives} times, the most that is allowed`;
  if (lastEventOf(store, row.id) >= LIMITS.redrivableHistoryEvents)
    return 'Execution history has reached its event limit';
  return undefined;
};
