import type { APIGatewayProxyResult } from 'aws-lambda';
import { problem } from './answers.ts';

/** Visible ASCII, 1 to 128 characters. */
const IDEMPOTENCY_KEY = /^[\x21-\x7e]{1,128}$/;

/** Whether the header's value can be a key. */
export const isIdempotencyKey = (value: string): boolean => IDEMPOTENCY_KEY.test(value);

/** The answer to a key that is none, or that is missing where one is needed. */
export const badIdempotencyKey = (): APIGatewayProxyResult => {
  const errors = [{ path: 'Idempotency-Key', message: 'Must be 1 to 128 visible ASCII characters' }];
  return problem('invalid-idempotency-key', 'The header Idempotency-Key is not valid.', { errors });
};
