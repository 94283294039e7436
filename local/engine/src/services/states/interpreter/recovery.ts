import type { Engine } from '../../../service.ts';
import type { Retrier } from '../definition/schema.ts';
import { type Failure, StateFailed } from '../failure.ts';
import type { EvaluationError } from '../jsonata/expression.ts';
import { backoffMs, catcherOf, matches } from './error-rules.ts';
import { leave } from './evaluate.ts';
import { isFailure, setFailing } from './failing.ts';
import { type Frame, forgetAttempt, stateOf } from './frame.ts';
import type { Next, Work } from './handler.ts';
import type { Journal } from './journal.ts';

/** What recovery works with. */
interface RecoveryParts {
  readonly steady: () => number;
  readonly count: Engine['count'];
}

/** What happens to a state that failed. https://docs.aws.amazon.com/step-functions/latest/dg/concepts-error-handling.html */
export const createRecovery = ({ steady, count }: RecoveryParts, journal: Journal) => {
  /** Retries, catches, or fails the frame. */
  const recover = async (frame: Frame, failure: Failure): Promise<Next> => {
    const { retry, catchers } = stateOf(frame);
    const index = retry.findIndex((candidate) => matches(candidate.ErrorEquals, failure));
    const retrier = retry[index];
    const attempts = frame.record.retries[index] ?? 0;
    if (retrier && attempts < retrier.MaxAttempts) {
      frame.record.retries[index] = attempts + 1;
      return retryLater(frame, retrier, attempts);
    }
    const catcher = catcherOf(catchers, failure);
    if (!catcher) return { kind: 'fail', failure };
    const errorOutput = { Error: failure.error, Cause: failure.cause };
    const fallback = JSON.stringify(errorOutput);
    try {
      return await leave(frame, {
        transform: catcher,
        next: catcher.next,
        fallback,
        extra: { errorOutput },
        failed: true,
      });
    } catch (error) {
      if (!isFailure(error)) throw error;
      return { kind: 'fail', failure: failureOf(frame, error) };
    }
  };

  const retryLater = (frame: Frame, retrier: Retrier, attempts: number): Next => {
    frame.record.phase = 'retry';
    frame.record.wakeAt = steady() + backoffMs(retrier, attempts);
    journal.removeChildren(frame);
    journal.save(frame);
    return { kind: 'wait' };
  };

  /** What an error says, written down with it. */
  const failureOf = (frame: Frame, error: EvaluationError | StateFailed): Failure => {
    if (error instanceof StateFailed) return error.failure;
    const { record } = frame;
    const { event, from } = record.entered;
    const failure = {
      error: 'States.QueryEvaluationError',
      cause: `An error occurred while executing the state '${record.state}' (entered at the event id #${event}). ${error.message}`,
    };
    // As the service records it: a failure before the state did anything follows what came before the state, but in a Wait.
    if (record.previous === event && stateOf(frame).type !== 'Wait') record.previous = from;
    const details = { ...failure, location: error.location, state: record.state };
    journal.append(frame, 'EvaluationFailed', { evaluationFailedEventDetails: details });
    setFailing(frame, failure);
    return failure;
  };

  return {
    recover,
    /** Recovers from what a piece of work threw. */
    recoverFrom: async (frame: Frame, error: EvaluationError | StateFailed): Promise<Next> =>
      await recover(frame, failureOf(frame, error)),
    /** Runs the frame's state again. */
    again:
      ({ record }: Frame): Work =>
      async () => {
        record.phase = 'entered';
        forgetAttempt(record);
        count('states.transition');
        return { kind: 'run' };
      },
  };
};

/** What decides how a failed state goes on. */
export type Recovery = ReturnType<typeof createRecovery>;
