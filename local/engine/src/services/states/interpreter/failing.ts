import { type Failure, StateFailed } from '../failure.ts';
import { EvaluationError } from '../jsonata/expression.ts';
import type { Frame } from './frame.ts';

/** Whether an error fails a state, and not the interpreter. */
export const isFailure = (error: unknown): error is EvaluationError | StateFailed =>
  error instanceof EvaluationError || error instanceof StateFailed;

/** Fails a frame's state, whose failure was just recorded: with both written together, a restart goes on from there. Always
 * throws StateFailed. */
export const failState = (frame: Frame, failure: Failure): never => {
  setFailing(frame, failure);
  throw new StateFailed(failure);
};

/** Notes on a frame that its state failed; what was recorded with it is written with it. */
export const setFailing = ({ record }: Frame, failure: Failure): void => {
  record.phase = 'failing';
  record.failure = failure;
};
