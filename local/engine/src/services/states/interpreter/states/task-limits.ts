import type { TaskState } from '../../definition/machine.ts';
import { EvaluationError } from '../../jsonata/expression.ts';
import type { Template } from '../../jsonata/template.ts';
import { evaluateAs } from '../evaluate.ts';
import type { Frame } from '../frame.ts';
import type { Driver } from '../handler.ts';
import type { TaskOutcomes } from './task-outcomes.ts';

/** Times a task out at its deadline, or when a heartbeat is missed, unless it is superseded before. */
export const watchLimits = (frame: Frame, state: TaskState, { timedOut }: TaskOutcomes, { wake }: Driver): void => {
  const { call, heartbeatAt } = frame.record;
  if (call?.deadline !== undefined) wake(frame, call.deadline, async () => timedOut(frame, state, false));
  if (heartbeatAt !== undefined) wake(frame, heartbeatAt, async () => timedOut(frame, state, true));
};

/** TimeoutSeconds or HeartbeatSeconds of a task; undefined where it has none. */
export const limitOf = async (
  frame: Frame,
  template: Template | undefined,
  field: string,
): Promise<number | undefined> => {
  if (!template) return undefined;
  const value = await evaluateAs(frame, template, 'number', field);
  if (Number.isInteger(value) && value > 0 && value <= 99_999_999) return value;
  throw new EvaluationError(`The ${field} field must be an integer from 1 to 99999999 but was: ${value}`, field);
};
