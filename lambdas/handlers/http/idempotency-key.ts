import type { APIGatewayProxyResult } from 'aws-lambda';
import { idempotencyKeySchema } from '../../core/contract/idempotency-key.ts';
import { problem } from './answers.ts';

/** Whether the header's value can be a key. */
export const isIdempotencyKey = (value: string): boolean => idempotencyKeySchema.safeParse(value).success;

/** The answer to a key that is none, or that is missing where one is needed. */
export const badIdempotencyKey = (): APIGatewayProxyResult => {
  const errors = [{ path: 'Idempotency-Key', message: 'Must be 1 to 128 visible ASCII characters' }];
  return problem('invalid-idempotency-key', 'The header Idempotency-Key is not valid.', { errors });
};
