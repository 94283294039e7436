import type { ChoiceState, FailState, PassState, SucceedState, WaitState } from '../../definition/machine.ts';
import { EvaluationError } from '../../jsonata/expression.ts';
import { checkType, type Template } from '../../jsonata/template.ts';
import type { Frame } from '../frame.ts';
import { type Core, type Handler, StateFailed } from '../handler.ts';

/** Pass and Succeed: both only transform. */
export const createPassHandler = (core: () => Core): Handler<PassState | SucceedState> => ({
  run: async (frame, state) =>
    await core().leave(frame, { transform: state, next: state.next, fallback: frame.record.input }),
});

/** Choice: the first rule whose condition holds; else the default, with the state's own Output and Assign. */
export const createChoiceHandler = (core: () => Core): Handler<ChoiceState> => ({
  run: async (frame, state) => {
    for (const [index, rule] of state.choices.entries()) {
      const holds = await core().evaluate(frame, rule.condition);
      checkType(holds, 'boolean', rule.condition, `Choices[${index}]/Condition`);
      if (holds === true)
        return await core().leave(frame, { transform: rule, next: rule.next, fallback: frame.record.input });
    }
    if (state.next !== undefined) {
      return await core().leave(frame, { transform: state, next: state.next, fallback: frame.record.input });
    }
    const { event } = frame.record.entered;
    throw new StateFailed({
      error: 'States.NoChoiceMatched',
      cause: `An error occurred while executing the state '${state.name}' (entered at the event id #${event}). Failed to transition out of the state. The state does not point to a next state.`,
    });
  },
});

/** Fail: ends the execution, or the branch. */
export const createFailHandler = (core: () => Core): Handler<FailState> => {
  const text = async (frame: Frame, template: Template | undefined, field: string): Promise<string | undefined> => {
    if (!template) return undefined;
    const value = await core().evaluate(frame, template);
    checkType(value, 'string', template, field);
    return String(value);
  };
  return {
    run: async (frame, state) => {
      const error = await text(frame, state.error, 'Error');
      throw new StateFailed({ error, cause: await text(frame, state.cause, 'Cause') });
    },
  };
};

/** Wait: until a time that is written down first, so that a restart does not prolong it. */
export const createWaitHandler = (core: () => Core): Handler<WaitState> => {
  const waitUntil = (frame: Frame, state: WaitState, at: number): void =>
    core().wake(frame, at, async () => {
      frame.record.phase = 'exiting';
      await core().leave(frame, { transform: state, next: state.next, fallback: frame.record.input });
    });
  return {
    run: async (frame, state) => {
      const at = state.timestamp
        ? await timestampOf(core(), frame, state.timestamp)
        : await afterSeconds(core(), frame, state);
      frame.record.phase = 'wait';
      frame.record.wakeAt = at;
      core().journal.save(frame);
      core().journal.flush(frame.execution);
      waitUntil(frame, state, at);
    },
    resume: (frame, state) => waitUntil(frame, state, frame.record.wakeAt ?? 0),
  };
};

const afterSeconds = async (core: Core, frame: Frame, { seconds }: WaitState): Promise<number> => {
  if (!seconds) return core.engine.now();
  const value = await core.evaluate(frame, seconds);
  checkType(value, 'number', seconds, 'Seconds');
  if (!Number.isInteger(value) || Number(value) < 0 || Number(value) > 99_999_999) {
    throw new EvaluationError(`The Seconds field must be an integer from 0 to 99999999 but was: ${value}`, 'Seconds');
  }
  return core.engine.now() + Number(value) * 1000;
};

const isoOffset = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,9})?(Z|[+-]\d{2}:\d{2})$/;

const timestampOf = async (core: Core, frame: Frame, timestamp: Template): Promise<number> => {
  const value = await core.evaluate(frame, timestamp);
  checkType(value, 'string', timestamp, 'Timestamp');
  const at = isoOffset.test(String(value)) ? Date.parse(String(value)) : Number.NaN;
  if (!Number.isNaN(at)) return at;
  throw new EvaluationError(
    `The Timestamp field cannot be parsed as an ISO-8601 extended offset date-time format string: ${value}`,
    'Timestamp',
  );
};
