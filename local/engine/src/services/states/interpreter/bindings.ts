import type { Bindings } from '../jsonata/expression.ts';
import type { Frame } from './frame.ts';

/** What an expression sees beside its input and the variables. */
export interface Extra {
  readonly result?: unknown;
  readonly errorOutput?: unknown;
  readonly taskToken?: string;
  readonly mapItem?: { readonly Index: number; readonly Value: unknown };
}

/** A state's input as a value. */
export const inputOf = (frame: Frame): unknown => frame.parseInput(frame.record.input);

/** The items of a frame that is in a Map state. */
export const itemsOf = ({ record, parseItems }: Frame): readonly unknown[] =>
  record.map ? (parseItems(record.map.items) as readonly unknown[]) : [];

/** `$states` and the variables, as a state's expressions see them.
 * https://docs.aws.amazon.com/step-functions/latest/dg/transforming-data.html */
export const bindingsOf = (frame: Frame, extra: Extra): Bindings => ({
  ...variablesOf(frame),
  states: {
    input: inputOf(frame),
    context: contextOf(frame, extra),
    ...('result' in extra && { result: extra.result }),
    ...('errorOutput' in extra && { errorOutput: extra.errorOutput }),
  },
});

const variablesOf = (frame: Frame): Record<string, unknown> =>
  frame.parent ? { ...variablesOf(frame.parent), ...frame.record.variables } : frame.record.variables;

/** https://docs.aws.amazon.com/step-functions/latest/dg/input-output-contextobject.html */
const contextOf = (frame: Frame, extra: Extra): unknown => {
  const { execution, record } = frame;
  const { row } = execution;
  const mapItem = extra.mapItem ?? mapItemOf(frame);
  return {
    Execution: {
      Id: row.arn,
      Input: execution.parseInput(row.input),
      Name: row.name,
      RoleArn: execution.role,
      StartTime: new Date(row.started).toISOString(),
      RedriveCount: row.redrives,
      ...(row.redriven !== null && { RedriveTime: new Date(row.redriven).toISOString() }),
    },
    StateMachine: { Id: row.machine, Name: execution.machineName },
    State: {
      Name: record.state,
      EnteredTime: new Date(record.entered.at).toISOString(),
      RetryCount: record.retries.reduce((sum, attempts) => sum + (attempts ?? 0), 0),
    },
    ...(mapItem && { Map: { Item: mapItem } }),
    ...(extra.taskToken && { Task: { Token: extra.taskToken } }),
  };
};

const mapItemOf = (frame: Frame): Extra['mapItem'] => {
  if (!frame.parent) return undefined;
  if (!frame.parent.record.map) return mapItemOf(frame.parent);
  return { Index: frame.record.index, Value: itemsOf(frame.parent)[frame.record.index] };
};
