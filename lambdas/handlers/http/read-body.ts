import type { APIGatewayProxyEvent, APIGatewayProxyResult } from 'aws-lambda';
import type * as z from 'zod';
import { toFieldErrors } from '../../core/contract/order-request.ts';
import { problem } from './answers.ts';
import { bodyBytesOf, parseJson } from './request.ts';

/** A body that keeps its schema, or the refusal of one that does not. */
type ReadBody<T> = { ok: true; body: T } | { ok: false; refusal: APIGatewayProxyResult };

/** Reads the body of a request; no body is an empty one. */
export const readBody = <T>(event: APIGatewayProxyEvent, schema: z.ZodType<T>): ReadBody<T> => {
  const text = bodyBytesOf(event).toString('utf8');
  const parsed = schema.safeParse(text.trim() === '' ? {} : parseJson(text));
  if (parsed.success) return { ok: true, body: parsed.data };
  const errors = toFieldErrors(parsed.error);
  return { ok: false, refusal: problem('invalid-request', 'The request is not valid.', { errors }) };
};
