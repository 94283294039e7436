import type { Transform } from '../definition/machine.ts';
import { StateFailed, tooLarge } from '../failure.ts';
import { checkType, evaluateTemplate, type JsonType, type Template } from '../jsonata/template.ts';
import { exceedsPayload } from '../limits.ts';
import { bindingsOf, type Extra } from './bindings.ts';
import type { Frame } from './frame.ts';
import type { Exit } from './handler.ts';
import { toJson } from './json.ts';
import { Superseded } from './supersede.ts';

/** Evaluates a field of a frame's state. Throws EvaluationError, or Superseded when the frame moved on meanwhile. */
export const evaluate = async (frame: Frame, template: Template, extra: Extra = {}): Promise<unknown> => {
  if (template.kind === 'constant') return template.value;
  const { epoch } = frame;
  const [settled] = await Promise.allSettled([evaluateTemplate(template, bindingsOf(frame, extra))]);
  if (frame.epoch !== epoch) throw new Superseded();
  if (settled.status === 'rejected') throw settled.reason;
  return settled.value;
};

interface JsonTypes {
  readonly array: readonly unknown[];
  readonly boolean: boolean;
  readonly number: number;
  readonly string: string;
}

/** Evaluates a field that must be of one type. */
export const evaluateAs = async <T extends JsonType>(
  frame: Frame,
  template: Template,
  type: T,
  field: string,
): Promise<JsonTypes[T]> => {
  const value = await evaluate(frame, template);
  checkType(value, type, template, field);
  return value as JsonTypes[T];
};

/** How a state is left. */
interface Leaving {
  /** What makes its output and assignments: the state, a choice or a catcher. */
  readonly transform: Transform;
  readonly next: string | undefined;
  /** Its output where the transform makes none, as JSON. */
  readonly fallback: string;
  readonly extra?: Extra;
  /** An event that is written just before StateExited. */
  readonly announced?: string;
  /** Whether it is left for a failure that a catcher took. */
  readonly failed?: boolean;
}

/** Evaluates Output and Assign. Throws EvaluationError, or StateFailed where the output is too large. */
export const leave = async (frame: Frame, leaving: Leaving): Promise<Exit> => {
  const { transform, next, fallback, extra, announced, failed } = leaving;
  const { output: ownOutput, assign } = transform;
  const output = ownOutput ? toJson(await evaluate(frame, ownOutput, extra), 'Output') : fallback;
  const assigned = assign && (JSON.parse(toJson(await evaluate(frame, assign, extra), 'Assign')) as Exit['assigned']);
  if (exceedsPayload(output)) throw new StateFailed(tooLarge(frame.record.state));
  return { kind: 'exit', output, assigned, to: next, announced, failed };
};
