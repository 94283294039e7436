import type { APIGatewayProxyResult } from 'aws-lambda';
import type { Problem } from '../../core/contract/api.ts';
import { PROBLEMS, type ProblemCode } from './problems.ts';

type Headers = Readonly<Record<string, string>>;

/** Answers are about one person, or change with the catalogue: nothing on the way may keep them. */
const NOT_CACHED: Headers = { 'cache-control': 'no-store' };

/** The header of an answer after which the same request may do better, in seconds. */
export const TRY_AGAIN_SOON: Headers = { 'retry-after': '2' };

/** The answer that there is nothing to tell. */
export const noContent = (): APIGatewayProxyResult => ({ statusCode: 204, headers: { ...NOT_CACHED }, body: '' });

/** A JSON answer. */
export const json = (statusCode: number, body: object, headers: Headers = {}): APIGatewayProxyResult => ({
  statusCode,
  headers: { 'content-type': 'application/json', ...NOT_CACHED, ...headers },
  body: JSON.stringify(body),
});

/** An error answer: application/problem+json with the status and title of its code. */
export const problem = (
  code: ProblemCode,
  detail: string,
  members: Pick<Problem, 'errors' | 'orderId' | 'bulkId' | 'requestId'> = {},
  headers: Headers = {},
): APIGatewayProxyResult => {
  const { status, title } = PROBLEMS[code];
  const body: Problem = { type: 'about:blank', title, status, code, detail, ...members };
  return {
    statusCode: status,
    headers: { 'content-type': 'application/problem+json', ...NOT_CACHED, ...headers },
    body: JSON.stringify(body),
  };
};

/** The answer to a cursor that is none of this API's. */
export const badCursor = (): APIGatewayProxyResult =>
  problem('invalid-cursor', 'Start again without a cursor.', {
    errors: [{ path: 'cursor', message: 'Not a cursor that this API gave' }],
  });
