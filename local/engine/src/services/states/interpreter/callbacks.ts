import type { TaskState } from '../definition/machine.ts';
import type { LiveExecutions } from './closing.ts';
import { type Frame, type Outcome, stateOf } from './frame.ts';
import type { Driver } from './handler.ts';
import type { Journal } from './journal.ts';
import { watchLimits } from './states/task-limits.ts';
import type { TaskOutcomes } from './states/task-outcomes.ts';
import { cancelTimers, supersede } from './supersede.ts';

/** A task that waits for its callback. */
export interface WaitingTask {
  /** Takes its result or failure. */
  callBack(outcome: Outcome): void;
  /** Takes a sign of life. */
  heartbeat(): void;
}

/** What callbacks work with. */
interface CallbackParts {
  readonly steady: () => number;
  readonly live: LiveExecutions;
  readonly journal: Journal;
  readonly outcomes: TaskOutcomes;
  readonly driver: Driver;
}

/** Builds what finds the task that waits with a token; undefined once it no longer does. */
export const createCallbacks = ({ steady, live, journal, outcomes, driver }: CallbackParts) => {
  const callBack = (frame: Frame, outcome: Outcome): void => {
    if (frame.record.phase === 'token') {
      supersede(frame);
      void driver.drive(frame, async () => await outcomes.settle(frame, taskOf(frame), outcome));
      return;
    }
    frame.record.callback = outcome;
    journal.save(frame);
    journal.flush(frame.execution);
  };
  const heartbeat = (frame: Frame): void => {
    const { record } = frame;
    if (record.heartbeatAt === undefined || !record.call?.heartbeatMs) return;
    record.heartbeatAt = steady() + record.call.heartbeatMs;
    journal.save(frame);
    journal.flush(frame.execution);
    cancelTimers(frame);
    watchLimits(frame, taskOf(frame), outcomes, driver);
  };
  return (arn: string, id: number, token: string): WaitingTask | undefined => {
    const frame = live.get(arn)?.frames.get(id);
    if (frame?.record.call?.token !== token || !waits(frame)) return undefined;
    return { callBack: (outcome) => callBack(frame, outcome), heartbeat: () => heartbeat(frame) };
  };
};

const taskOf = (frame: Frame): TaskState => stateOf(frame) as TaskState;

const waits = ({ record }: Frame): boolean =>
  record.phase === 'token' || (record.phase === 'task' && record.callback === undefined);
