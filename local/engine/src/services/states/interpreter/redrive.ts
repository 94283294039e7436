import { type Frame, forgetAttempt, stateOf } from './frame.ts';
import type { Journal } from './journal.ts';
import type { Loop } from './loop.ts';
import type { Transitions } from './transitions.ts';

/** What a redrive works with. */
interface RedriveParts {
  readonly journal: Journal;
  readonly transitions: Transitions;
  readonly loop: Loop;
}

/** Puts every frame that did not succeed back to the beginning of its current state, without entering that again, and
 * runs the innermost ones. States that succeeded, and branches and iterations that did, keep their results.
 * https://docs.aws.amazon.com/step-functions/latest/dg/redrive-executions.html */
export const redriveFrame = (parts: RedriveParts, frame: Frame, redriven: number): void => {
  const { record } = frame;
  record.previous = redriven;
  record.retries = [];
  record.failure = undefined;
  parts.journal.save(frame);
  const unfinished = frame.children.filter((child) => child.record.phase !== 'succeeded');
  if (unfinished.length === 0) {
    restart(parts, frame);
  } else {
    record.phase = 'children';
    for (const child of unfinished) redriveFrame(parts, child, redriven);
  }
  // Also where children run: iterations that MaxConcurrency held back have still to start.
  parts.loop.goOn(frame);
};

/** Where all children succeeded, the state failed by itself: it is run again, with its children. */
const restart = ({ journal, transitions }: RedriveParts, frame: Frame): void => {
  const { record } = frame;
  journal.removeChildren(frame);
  forgetAttempt(record);
  record.phase = 'entered';
  // A Fail state is entered again, and fails again.
  if (stateOf(frame).type === 'Fail') transitions.enter(frame, record.state, record.input);
};
