import type { ParallelState } from '../../definition/machine.ts';
import { evaluate } from '../evaluate.ts';
import type { Frame } from '../frame.ts';
import type { Handler, Next } from '../handler.ts';
import type { Journal } from '../journal.ts';
import { toJson } from '../json.ts';
import type { Transitions } from '../transitions.ts';
import { failWithChildren, leaveWithOutputs } from './children.ts';

/** Parallel: every branch at once; the first that fails aborts the others. */
export const createParallelHandler = (journal: Journal, transitions: Transitions): Handler<ParallelState> => ({
  run: async (frame, state) => {
    const argument = state.arguments && toJson(await evaluate(frame, state.arguments), 'Arguments');
    const input = argument ?? frame.record.input;
    const previous = journal.append(frame, 'ParallelStateStarted');
    frame.record.phase = 'children';
    const started = state.branches.map((_, index) => transitions.spawn(frame, index, input, previous));
    return { kind: 'children', started };
  },
  wait: (frame, state, { drive }) => {
    void drive(frame, async () => await advance(frame, state));
  },
  childEnded: async (frame, state, child) => {
    if (frame.record.phase !== 'children') return OTHERS_RUN;
    const { phase, previous, failure = {} } = child.record;
    if (phase === 'failed') failWithChildren(journal, frame, previous, failure);
    frame.record.previous = previous;
    journal.save(frame);
    return await advance(frame, state);
  },
});

const OTHERS_RUN: Next = { kind: 'children', started: [] };

/** Leaves the state once every branch succeeded. */
const advance = async (frame: Frame, state: ParallelState): Promise<Next> => {
  if (!frame.children.every(({ record }) => record.phase === 'succeeded')) return OTHERS_RUN;
  return await leaveWithOutputs(frame, state);
};
