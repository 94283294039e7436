import type { Failure } from '../error-rules.ts';
import type { Frame } from '../frame.ts';
import { type Core, failState } from '../handler.ts';

/** Aborts what still runs of a frame's children, after the event `previous`, and says so in the history. */
export const abortChildren = (core: Core, parent: Frame, previous: number): void => {
  for (const child of parent.children) {
    if (hasEnded(child)) continue;
    core.supersede(child);
    abortChildren(core, child, previous);
    const { index, state } = child.record;
    if (parent.record.map) {
      const details = { mapIterationAbortedEventDetails: { name: parent.record.state, index } };
      core.journal.record(parent.execution, 'MapIterationAborted', previous, details);
    }
    const type = child.machine.states.get(state)?.type;
    core.journal.record(parent.execution, `${type}StateAborted`, previous);
    child.record.phase = 'aborted';
    core.journal.save(child);
  }
};

/** Whether nothing more comes from a child. */
export const hasEnded = ({ record }: Frame): boolean =>
  record.phase === 'succeeded' || record.phase === 'failed' || record.phase === 'aborted';

/** Aborts the other children and fails the state. Always throws StateFailed. */
export const failWithChildren = (core: Core, frame: Frame, previous: number, failure: Failure): never => {
  core.supersede(frame);
  frame.record.previous = previous;
  abortChildren(core, frame, previous);
  core.journal.save(frame);
  return failState(frame, failure);
};

/** The children's outputs as a JSON array, in the order of their indexes; failures that were tolerated are left out. */
export const outputsOf = (frame: Frame): string => {
  const done = frame.children.filter(({ record }) => record.phase === 'succeeded');
  return `[${done.map(({ record }) => record.output ?? 'null').join(',')}]`;
};
