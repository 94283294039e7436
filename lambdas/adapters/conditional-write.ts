import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { translatingTemporary } from './temporary-errors.ts';

/** Runs a conditional write; a condition that does not hold is an answer, not a fault: undefined. */
export const unlessConditionFails = async <T>(write: Promise<T>): Promise<T | undefined> => {
  try {
    return await translatingTemporary(write);
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return undefined;
    throw error;
  }
};
