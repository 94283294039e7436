import type { Frame } from './frame.ts';
import type { FullCore } from './full-core.ts';
import { forget } from './helpers.ts';

/** Puts every frame that did not succeed back to the beginning of its current state, without entering that again, and
 * runs the innermost ones. States that succeeded, and branches and iterations that did, keep their results.
 * https://docs.aws.amazon.com/step-functions/latest/dg/redrive-executions.html */
export const redriveFrame = (core: FullCore, frame: Frame, redriven: number): void => {
  const { record } = frame;
  record.previous = redriven;
  record.retries = [];
  record.failure = undefined;
  core.journal.save(frame);
  const unfinished = frame.children.filter((child) => child.record.phase !== 'succeeded');
  if (unfinished.length === 0) {
    restart(core, frame);
    return;
  }
  record.phase = 'children';
  for (const child of unfinished) redriveFrame(core, child, redriven);
  // Iterations that MaxConcurrency held back have still to start.
  const state = core.stateOf(frame);
  core.handlerOf(state).resume?.(frame, state);
};

/** Where all children succeeded, the state failed by itself: it is run again, with its children. */
const restart = (core: FullCore, frame: Frame): void => {
  const { record } = frame;
  for (const child of frame.children) core.journal.remove(child);
  frame.children = [];
  forget(record);
  record.phase = 'entered';
  // A Fail state is entered again, and fails again.
  if (core.stateOf(frame).type === 'Fail') core.enter(frame, record.state, record.input);
  void core.drive(frame);
};
