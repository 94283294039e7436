import type { MapState, ParallelState } from '../../definition/machine.ts';
import { type Failure, StateFailed, tooLarge } from '../../failure.ts';
import { exceedsPayload } from '../../limits.ts';
import { leave } from '../evaluate.ts';
import { failState } from '../failing.ts';
import { type Frame, hasEnded, stateOf } from '../frame.ts';
import type { Next } from '../handler.ts';
import type { Journal } from '../journal.ts';
import { supersede } from '../supersede.ts';

/** Aborts what still runs of a frame's children, after the event `previous`, and says so in the history. */
const abortChildren = (journal: Journal, parent: Frame, previous: number): void => {
  for (const child of parent.children) {
    if (hasEnded(child)) continue;
    supersede(child);
    abortChildren(journal, child, previous);
    if (parent.record.map) {
      const details = {
        mapIterationAbortedEventDetails: { name: parent.record.state, index: child.record.index },
      };
      journal.record(parent.execution, 'MapIterationAborted', previous, details);
    }
    journal.record(parent.execution, `${stateOf(child).type}StateAborted`, previous);
    child.record.phase = 'aborted';
    journal.save(child);
  }
};

/** Aborts the other children and fails the state. Always throws StateFailed. */
export const failWithChildren = (journal: Journal, frame: Frame, previous: number, failure: Failure): never => {
  frame.record.previous = previous;
  abortChildren(journal, frame, previous);
  journal.save(frame);
  return failState(frame, failure);
};

/** The children's outputs as a JSON array, in the order of their indexes; failures that were tolerated are left out. */
const outputsOf = (frame: Frame): string => {
  const done = frame.children.filter(({ record }) => record.phase === 'succeeded');
  return `[${done.map(({ record }) => record.output ?? 'null').join(',')}]`;
};

/** Leaves a state whose children have ended, with their outputs as its result. Throws StateFailed where that is too large. */
export const leaveWithOutputs = async (frame: Frame, state: MapState | ParallelState): Promise<Next> => {
  const result = outputsOf(frame);
  if (exceedsPayload(result)) throw new StateFailed(tooLarge(state.name));
  return await leave(frame, {
    transform: state,
    next: state.next,
    fallback: result,
    extra: { result: JSON.parse(result) },
    announced: `${state.type}StateSucceeded`,
  });
};
