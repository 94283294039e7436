import type { ParallelState } from '../../definition/machine.ts';
import { exceedsPayload } from '../../limits.ts';
import type { Frame } from '../frame.ts';
import { type Core, type Handler, StateFailed } from '../handler.ts';
import { toJson, tooLarge } from '../helpers.ts';
import { failWithChildren, outputsOf } from './children.ts';

/** Parallel: every branch at once; the first that fails aborts the others. */
export const createParallelHandler = (core: () => Core): Handler<ParallelState> => {
  const complete = async (frame: Frame, state: ParallelState): Promise<void> => {
    const result = outputsOf(frame);
    if (exceedsPayload(result)) throw new StateFailed(tooLarge(state.name));
    const before = (): void => {
      core().journal.record(frame.execution, 'ParallelStateSucceeded', frame.record.previous);
    };
    const extra = { result: JSON.parse(result) as unknown };
    await core().leave(frame, { transform: state, next: state.next, fallback: result, extra, before });
  };
  return {
    run: async (frame, state) => {
      const argument = state.arguments && toJson(await core().evaluate(frame, state.arguments), 'Arguments');
      const started = core().journal.append(frame, 'ParallelStateStarted');
      frame.record.phase = 'children';
      const input = argument ?? frame.record.input;
      const children = state.branches.map((_, index) => core().spawn(frame, index, input, started));
      for (const child of children) void core().drive(child);
    },
    resume: (frame, state) => {
      void core().drive(frame, async () => {
        if (frame.children.every(({ record }) => record.phase === 'succeeded')) await complete(frame, state);
      });
    },
    childEnded: async (frame, state, child) => {
      if (frame.record.phase !== 'children') return;
      const { phase, previous, failure = {} } = child.record;
      if (phase === 'failed') failWithChildren(core(), frame, previous, failure);
      frame.record.previous = previous;
      core().journal.save(frame);
      if (frame.children.every(({ record }) => record.phase === 'succeeded')) await complete(frame, state);
    },
  };
};
