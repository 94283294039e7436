import type { ChoiceState, FailState, PassState, SucceedState } from '../../definition/machine.ts';
import { StateFailed } from '../../failure.ts';
import type { Template } from '../../jsonata/template.ts';
import { evaluateAs, leave } from '../evaluate.ts';
import type { Frame } from '../frame.ts';
import type { Handler } from '../handler.ts';

/** Pass and Succeed: both only transform. */
export const passHandler: Handler<PassState | SucceedState> = {
  run: async (frame, state) => await leave(frame, { transform: state, next: state.next, fallback: frame.record.input }),
};

/** Choice: the first rule whose condition holds; else the default, with the state's own Output and Assign. */
export const choiceHandler: Handler<ChoiceState> = {
  run: async (frame, state) => {
    const fallback = frame.record.input;
    for (const [index, rule] of state.choices.entries()) {
      if (await evaluateAs(frame, rule.condition, 'boolean', `Choices[${index}]/Condition`))
        return await leave(frame, { transform: rule, next: rule.next, fallback });
    }
    if (state.next !== undefined) return await leave(frame, { transform: state, next: state.next, fallback });
    const { event } = frame.record.entered;
    throw new StateFailed({
      error: 'States.NoChoiceMatched',
      cause: `An error occurred while executing the state '${state.name}' (entered at the event id #${event}). Failed to transition out of the state. The state does not point to a next state.`,
    });
  },
};

/** Fail: ends the execution, or the branch. */
export const failHandler: Handler<FailState> = {
  run: async (frame, state) => {
    const error = await textOf(frame, state.error, 'Error');
    throw new StateFailed({ error, cause: await textOf(frame, state.cause, 'Cause') });
  },
};

const textOf = async (frame: Frame, template: Template | undefined, field: string): Promise<string | undefined> =>
  template && (await evaluateAs(frame, template, 'string', field));
