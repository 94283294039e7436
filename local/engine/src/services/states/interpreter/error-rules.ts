import type { Catcher } from '../definition/machine.ts';
import type { Retrier } from '../definition/schema.ts';
import type { Failure } from '../failure.ts';

/** Errors that States.ALL does not match.
 * https://docs.aws.amazon.com/step-functions/latest/dg/concepts-error-handling.html */
const TERMINAL = new Set(['States.DataLimitExceeded', 'States.Runtime']);

/** Whether an error is among those that a retrier or catcher names. */
export const matches = (errorEquals: readonly string[], failure: Failure): boolean => {
  const error = failure.error ?? '';
  return errorEquals.some((name) => {
    if (name === error) return true;
    if (name === 'States.ALL') return !TERMINAL.has(error);
    if (name === 'States.TaskFailed') return error !== 'States.Timeout' && !TERMINAL.has(error);
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
