import type { TaskState } from '../../definition/machine.ts';
import { type Failure, tooLarge } from '../../failure.ts';
import { exceedsPayload } from '../../limits.ts';
import { taskEvents } from '../../tasks/events.ts';
import { leave } from '../evaluate.ts';
import { failState } from '../failing.ts';
import type { Frame, Outcome } from '../frame.ts';
import type { Next } from '../handler.ts';
import type { Journal } from '../journal.ts';

/** How a task's call ends: what the history says of it, and what follows. */
export const createTaskOutcomes = (region: string, journal: Journal) => {
  const eventsOf = ({ resource }: TaskState) => taskEvents(resource, region);

  const succeeded = async (frame: Frame, state: TaskState, result: string): Promise<Next> => {
    const { resource } = state;
    if (exceedsPayload(result))
      return failed(frame, state, tooLarge(resource.kind === 'function' ? resource.arn : resource.service));
    journal.append(frame, ...eventsOf(state).succeeded(result));
    frame.record.phase = 'exiting';
    frame.record.result = result;
    return await exit(frame, state);
  };

  const failed = (frame: Frame, state: TaskState, failure: Failure): never => {
    journal.append(frame, ...eventsOf(state).failed(failure));
    return failState(frame, failure);
  };

  /** Leaves the state with the result that is written. */
  const exit = async (frame: Frame, state: TaskState): Promise<Next> => {
    const result = frame.record.result ?? 'null';
    const extra = { result: JSON.parse(result) as unknown };
    return await leave(frame, { transform: state, next: state.next, fallback: result, extra });
  };

  /** Takes what a callback brings. */
  const settle = async (frame: Frame, state: TaskState, outcome: Outcome): Promise<Next> =>
    'output' in outcome ? await succeeded(frame, state, outcome.output) : failed(frame, state, outcome.failure);

  return {
    succeeded,
    failed,
    exit,
    settle,
    /** The call that brings the token on its way is made; its callback may have been faster. */
    submitted: async (frame: Frame, state: TaskState, output: string): Promise<Next> => {
      journal.append(frame, ...eventsOf(state).submitted(output));
      frame.record.phase = 'token';
      return frame.record.callback ? await settle(frame, state, frame.record.callback) : { kind: 'wait' };
    },
    /** Neither a result nor, where `heartbeat`, a sign of life came in time. */
    timedOut: (frame: Frame, state: TaskState, heartbeat: boolean): never => {
      journal.append(frame, ...eventsOf(state).timedOut());
      return failState(frame, { error: 'States.Timeout', ...(heartbeat && { heartbeat }) });
    },
  };
};

/** How tasks' calls end. */
export type TaskOutcomes = ReturnType<typeof createTaskOutcomes>;
