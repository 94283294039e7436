import type { Engine } from '../../../service.ts';
import type { State } from '../definition/machine.ts';
import type { Retrier } from '../definition/schema.ts';
import { EvaluationError } from '../jsonata/expression.ts';
import { backoffMs, catcherOf, type Failure, matches } from './error-rules.ts';
import type { Frame } from './frame.ts';
import type { FullCore } from './full-core.ts';
import { type Leaving, StateFailed } from './handler.ts';
import { forget, isContainer } from './helpers.ts';
import type { Journal } from './journal.ts';

/** What happens to a state that failed. https://docs.aws.amazon.com/step-functions/latest/dg/concepts-error-handling.html */
export const createFailing = (engine: Engine, journal: Journal, core: () => FullCore) => {
  /** Retries, catches, or fails the frame. */
  const fail = async (frame: Frame, failure: Failure): Promise<void> => {
    const state = core().stateOf(frame);
    const { record } = frame;
    const index = state.retry.findIndex((candidate) => matches(candidate.ErrorEquals, failure));
    const retrier = state.retry[index];
    const attempts = record.retries[index] ?? 0;
    if (retrier && attempts < retrier.MaxAttempts) {
      record.retries[index] = attempts + 1;
      return retry(frame, retrier, attempts);
    }
    const catcher = catcherOf(state.catchers, failure);
    if (!catcher) return failFrame(frame, state, failure);
    const errorOutput = { Error: failure.error, Cause: failure.cause };
    const leaving: Leaving = {
      transform: catcher,
      next: catcher.next,
      fallback: JSON.stringify(errorOutput),
      extra: { errorOutput },
    };
    try {
      await core().leave(frame, leaving);
    } catch (error) {
      if (!(error instanceof EvaluationError) && !(error instanceof StateFailed)) throw error;
      failFrame(frame, state, failureOf(frame, error));
    }
  };

  const retry = (frame: Frame, retrier: Retrier, attempts: number): void => {
    const { record } = frame;
    record.phase = 'retry';
    record.wakeAt = engine.now() + backoffMs(retrier, attempts);
    core().removeChildren(frame);
    journal.save(frame);
    journal.flush(frame.execution);
    retryAt(frame, record.wakeAt);
  };

  const failFrame = (frame: Frame, state: State, failure: Failure): void => {
    if (isContainer(state)) journal.append(frame, `${state.type}StateFailed`);
    core().end(frame, { failure });
  };

  const evaluationFailed = (frame: Frame, error: EvaluationError): Failure => {
    const { record } = frame;
    const { event, from } = record.entered;
    const failure = {
      error: 'States.QueryEvaluationError',
      cause: `An error occurred while executing the state '${record.state}' (entered at the event id #${event}). ${error.message}`,
    };
    // As the service records it: a failure before the state did anything follows what came before the state, but in a Wait.
    if (record.previous === event && core().stateOf(frame).type !== 'Wait') record.previous = from;
    const details = { ...failure, location: error.location, state: record.state };
    journal.append(frame, 'EvaluationFailed', { evaluationFailedEventDetails: details });
    record.phase = 'failing';
    record.failure = failure;
    return failure;
  };

  const failureOf = (frame: Frame, error: EvaluationError | StateFailed): Failure =>
    error instanceof StateFailed ? error.failure : evaluationFailed(frame, error);

  const retryAt = (frame: Frame, at: number): void =>
    core().wake(frame, at, async () => {
      frame.record.phase = 'entered';
      forget(frame.record);
      engine.count('states.transition');
    });

  return { fail, failureOf, retryAt };
};
