import { PROBLEMS, type ProblemCode } from '../handlers/http/problems.ts';
import { PROBLEM } from './components.ts';
import { referTo } from './json-schema.ts';
import type { RouteContract } from './route-contract.ts';
import { commonProblems } from './routes.ts';
import type { TemplateApi, TemplateRoute } from './template-api.ts';

/** The header of an answer after which the same request may do better (docs: RFC 9110, 10.2.3). */
const RETRY_AFTER = { description: 'Seconds after which to try again.', schema: { type: 'integer', minimum: 0 } };

/** The statuses that may carry Retry-After. */
const RETRIED = new Set([409, 429, 503, 504]);

/** Which problems API Gateway can answer a call with before its function is reached, or in its place. */
const canMeet = ({ isSignedIn, isValidated, method }: TemplateRoute, type: string): boolean => {
  switch (type) {
    case 'UNAUTHORIZED':
    case 'EXPIRED_TOKEN':
    case 'ACCESS_DENIED':
      return isSignedIn;
    case 'BAD_REQUEST_BODY':
    case 'BAD_REQUEST_PARAMETERS':
      return isValidated;
    case 'REQUEST_TOO_LARGE':
    case 'UNSUPPORTED_MEDIA_TYPE':
      return method !== 'GET';
    // Where there is no such call at all.
    case 'MISSING_AUTHENTICATION_TOKEN':
    case 'RESOURCE_NOT_FOUND':
      return false;
    default:
      return true;
  }
};

const codesByStatus = (
  api: TemplateApi,
  route: TemplateRoute,
  { problems }: RouteContract,
): Map<number, Map<string, string>> => {
  const own = [...problems, ...commonProblems(route.path)].map((code: ProblemCode) => ({ code, ...PROBLEMS[code] }));
  const found = new Map<number, Map<string, string>>();
  // A function's title goes before the gateway's for the same code.
  for (const { status, code, title } of [...own, ...api.gatewayProblems.filter(({ type }) => canMeet(route, type))]) {
    const titles = found.get(status) ?? new Map<string, string>();
    found.set(status, titles);
    if (!titles.has(code)) titles.set(code, title);
  }
  return found;
};

/** The answer with a status and codes. */
interface ProblemAnswer {
  /** The same for the same status and codes: `404-not-found-order-not-found`. */
  readonly name: string;
  readonly answer: object;
}

/** The answers of a call that are problems, by status, each with the codes that it may have. */
export const problemAnswers = (
  api: TemplateApi,
  route: TemplateRoute,
  contract: RouteContract,
): [status: string, ProblemAnswer][] =>
  [...codesByStatus(api, route, contract)].map(([status, titles]) => {
    const codes = [...titles.keys()].toSorted();
    const narrowed = { properties: { status: { const: status }, code: { enum: codes } } };
    const answer = {
      description: codes.map((code) => `\`${code}\`: ${titles.get(code)}.`).join(' '),
      ...(RETRIED.has(status) && { headers: { 'Retry-After': RETRY_AFTER } }),
      content: { 'application/problem+json': { schema: { allOf: [referTo(PROBLEM.name), narrowed] } } },
    };
    return [String(status), { name: [status, ...codes].join('-'), answer }];
  });
