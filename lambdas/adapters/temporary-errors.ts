import { TemporarilyUnavailable } from '../core/shared/temporarily-unavailable.ts';
import { httpStatusOf } from './http-status.ts';

/** Throttling, time-outs and what is under way, by the names that services and the SDK give them (@smithy/core retry classification). */
const TEMPORARY = new Set([
  'ExecutionLimitExceeded',
  'InternalServerError',
  'KMSThrottlingException',
  'KmsThrottlingException',
  'ProvisionedThroughputExceededException',
  'RequestLimitExceeded',
  'RequestThrottled',
  'RequestTimeout',
  'ServiceUnavailable',
  'Throttled',
  'ThrottledException',
  'ThrottlingException',
  'TimeoutError',
  // Others write the same item in a transaction at this moment.
  'TransactionConflictException',
  // The first attempt of this very transaction, whose answer was not waited for, is under way.
  'TransactionInProgressException',
]);

const CONNECTION_CODES = new Set(['ECONNRESET', 'ECONNREFUSED', 'EPIPE', 'ETIMEDOUT', 'EAI_AGAIN']);

const isTemporary = (error: Error): boolean => {
  if (TEMPORARY.has(error.name)) return true;
  if ('code' in error && typeof error.code === 'string' && CONNECTION_CODES.has(error.code)) return true;
  const status = httpStatusOf(error) ?? 0;
  return status === 429 || status >= 500;
};

/** Runs an SDK call; throttling, time-outs and faults of the service become TemporarilyUnavailable, the rest passes. */
export const translatingTemporary = async <T>(call: Promise<T>): Promise<T> => {
  try {
    return await call;
  } catch (error) {
    if (error instanceof Error && isTemporary(error)) {
      throw new TemporarilyUnavailable(error.name, { cause: error });
    }
    throw error;
  }
};
