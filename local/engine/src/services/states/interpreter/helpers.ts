import type { MapState, ParallelState, State } from '../definition/machine.ts';
import { EvaluationError } from '../jsonata/expression.ts';
import type { Failure } from './error-rules.ts';
import type { FrameRecord } from './frame.ts';

/** The state machine that a Parallel or Map state's child runs. */
export const machineOfChild = (state: State, index: number) => {
  const machine =
    state.type === 'Map' ? state.processor : state.type === 'Parallel' ? state.branches[index] : undefined;
  if (!machine) throw new Error(`state ${state.name} has no branch ${index}`);
  return machine;
};

/** Whether a state has branches or iterations. */
export const isContainer = (state: State): state is ParallelState | MapState =>
  state.type === 'Parallel' || state.type === 'Map';

/** A failure's members as events and executions show them. */
export const named = ({ error, cause }: Failure): Failure => ({ error, cause });

/** Forgets what a frame remembers of an attempt at its state. */
export const forget = (record: FrameRecord): void => {
  record.call = undefined;
  record.callback = undefined;
  record.heartbeatAt = undefined;
  record.result = undefined;
  record.wakeAt = undefined;
  record.map = undefined;
  record.failure = undefined;
};

/** The members of a StateExited event that tell what was assigned. */
export const assignedDetails = (assigned: Record<string, unknown> | undefined): object =>
  assigned === undefined
    ? {}
    : {
        assignedVariables: Object.fromEntries(
          Object.entries(assigned).map(([name, value]) => [name, JSON.stringify(value)]),
        ),
        assignedVariablesDetails: { truncated: false },
      };

/** The failure of a state whose output or result is larger than 256 KiB. */
export const tooLarge = (name: string): Failure => ({
  error: 'States.DataLimitExceeded',
  cause: `The state/task '${name}' returned a result with a size exceeding the maximum number of bytes service limit.`,
});

/** A value as JSON. Throws EvaluationError for what JSON cannot hold. */
export const toJson = (value: unknown, location: string): string => {
  try {
    const json = JSON.stringify(value);
    if (json !== undefined) return json;
  } catch {
    // A function within the value refers to itself.
  }
  throw new EvaluationError(`The field '${location}' returned an unsupported result type.`, location);
};
