import type { Catcher } from '../definition/machine.ts';
import type { Retrier } from '../definition/schema.ts';
import type { Failure } from '../failure.ts';

/** The error that States.ALL does not match. The documentation names States.DataLimitExceeded too, which the service was seen
 * to catch. https://docs.aws.amazon.com/step-functions/latest/dg/concepts-error-handling.html */
const RUNTIME = 'States.Runtime';
const DATA_LIMIT = 'States.DataLimitExceeded';

/** Whether an error is among those that a retrier or catcher names. */
export const matches = (errorEquals: readonly string[], failure: Failure): boolean => {
  const error = failure.error ?? '';
  return errorEquals.some((name) => {
    if (name === error) return true;
    if (name === 'States.ALL') return error !== RUNTIME;
    if (name === 'States.TaskFailed') return !['States.Timeout', RUNTIME, DATA_LIMIT].includes(error);
    return name === 'States.HeartbeatTimeout' && failure.heartbeat === true;
  });
};

/** The first catcher that names the error. */
export const catcherOf = (catchers: readonly Catcher[], failure: Failure): Catcher | undefined =>
  catchers.find((catcher) => matches(catcher.errorEquals, failure));

/** The delay in milliseconds before the next attempt, when `attempts` retries were made already: capped, then spread over
 * the whole range by full jitter. */
export const backoffMs = (retrier: Retrier, attempts: number, random: () => number = Math.random): number => {
  const seconds = retrier.IntervalSeconds * retrier.BackoffRate ** attempts;
  const capped = Math.min(seconds, retrier.MaxDelaySeconds ?? 31_622_400);
  return Math.round(capped * 1000 * (retrier.JitterStrategy === 'FULL' ? random() : 1));
};
