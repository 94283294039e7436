import type { Caller, Engine } from '../../service.ts';
import type { ExecutionRow } from './data/executions.ts';
import { obstacleToRedrive } from './redrivable.ts';

/** Input and output are left out of an event that they would make larger, in bytes.
 * https://docs.aws.amazon.com/step-functions/latest/dg/eventbridge-integration.html */
const MAX_DATA_BYTES = 248 * 1024;

/** Tells EventBridge of each change of an execution's status, within the transaction that makes it. Best effort, as on AWS: a
 * refusal is logged and nothing else. */
export const createStatusEvents =
  (engine: Engine) =>
  (row: ExecutionRow): void => {
    const caller: Caller = {
      kind: 'service',
      arn: row.arn,
      principal: 'states.amazonaws.com',
      sourceArn: row.machine,
    };
    const entry = {
      Source: 'aws.states',
      DetailType: 'Step Functions Execution Status Change',
      Resources: [row.arn],
      Detail: JSON.stringify(detailOf(row, obstacleToRedrive(engine, row))),
    };
    engine.call(caller, 'events', 'PutEvents', { Entries: [entry] }).catch((error: unknown) => {
      engine.log('states', `${row.name}: its change to ${row.status} was not announced: ${error}`);
    });
  };

const detailOf = (row: ExecutionRow, obstacle: string | undefined) => {
  const included = Buffer.byteLength(row.input) + Buffer.byteLength(row.output ?? '') <= MAX_DATA_BYTES;
  return {
    executionArn: row.arn,
    stateMachineArn: row.machine,
    name: row.name,
    status: row.status,
    startDate: row.started,
    stopDate: row.stopped,
    input: included ? row.input : null,
    inputDetails: { included },
    output: included ? row.output : null,
    outputDetails: row.output === null ? null : { included },
    error: row.error,
    cause: row.cause,
    stateMachineVersionArn: null,
    stateMachineAliasArn: null,
    redriveCount: row.redrives,
    redriveDate: row.redriven,
    redriveStatus: obstacle === undefined ? 'REDRIVABLE' : 'NOT_REDRIVABLE',
    redriveStatusReason: obstacle ?? null,
  };
};
