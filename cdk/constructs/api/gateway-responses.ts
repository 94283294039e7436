import { GatewayResponse, type IRestApi, ResponseType } from 'aws-cdk-lib/aws-apigateway';
import type { Construct } from 'constructs';

interface Problem {
  readonly type: ResponseType;
  readonly status: number;
  readonly title: string;
  readonly code: string;
  readonly detail: string;
  readonly retryAfterSeconds?: number;
}

const UNAUTHENTICATED = {
  status: 401,
  title: 'Unauthorized',
  code: 'unauthenticated',
  detail: 'Sign in and send a valid ID token in the Authorization header.',
};
const FORBIDDEN = {
  status: 403,
  title: 'Forbidden',
  code: 'forbidden',
  detail: 'You may not do this.',
};
const NOT_FOUND = {
  status: 404,
  title: 'Not Found',
  code: 'not-found',
  detail: 'There is nothing at this address.',
};
const THROTTLED = {
  status: 429,
  title: 'Too Many Requests',
  code: 'throttled',
  detail: 'Too many requests just now. Try again shortly.',
  retryAfterSeconds: 1,
};
const UNAVAILABLE = {
  status: 503,
  title: 'Service Unavailable',
  code: 'unavailable',
  detail: 'The service could not answer. Try again; with the same Idempotency-Key nothing is ordered twice.',
  retryAfterSeconds: 2,
};

/** Every error that API Gateway answers by itself. A default's status also becomes that of each type not listed, so all
 * client errors are.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/supported-gateway-response-types.html */
const problems: readonly Problem[] = [
  {
    type: ResponseType.BAD_REQUEST_BODY,
    status: 400,
    title: 'Bad Request',
    code: 'invalid-request',
    detail:
      'The body is not what this call takes: something is missing, unknown, or of another kind or size than allowed.',
  },
  {
    type: ResponseType.BAD_REQUEST_PARAMETERS,
    status: 400,
    title: 'Bad Request',
    code: 'invalid-parameters',
    detail: 'A parameter is missing, or of another kind than this call takes.',
  },
  { type: ResponseType.UNAUTHORIZED, ...UNAUTHENTICATED },
  { type: ResponseType.EXPIRED_TOKEN, ...UNAUTHENTICATED },
  { type: ResponseType.ACCESS_DENIED, ...FORBIDDEN },
  { type: ResponseType.INVALID_API_KEY, ...FORBIDDEN },
  { type: ResponseType.INVALID_SIGNATURE, ...FORBIDDEN },
  { type: ResponseType.WAF_FILTERED, ...FORBIDDEN },
  // What API Gateway answers where there is no such route.
  { type: ResponseType.MISSING_AUTHENTICATION_TOKEN, ...NOT_FOUND },
  { type: ResponseType.RESOURCE_NOT_FOUND, ...NOT_FOUND },
  {
    type: ResponseType.REQUEST_TOO_LARGE,
    status: 413,
    title: 'Content Too Large',
    code: 'too-large',
    detail: 'The request is too large.',
  },
  {
    type: ResponseType.UNSUPPORTED_MEDIA_TYPE,
    status: 415,
    title: 'Unsupported Media Type',
    code: 'unsupported-media-type',
    detail: 'Send application/json.',
  },
  { type: ResponseType.THROTTLED, ...THROTTLED },
  { type: ResponseType.QUOTA_EXCEEDED, ...THROTTLED },
  {
    type: ResponseType.DEFAULT_4XX,
    status: 400,
    title: 'Bad Request',
    code: 'invalid-request',
    detail: 'The request could not be understood.',
  },
  { type: ResponseType.INTEGRATION_TIMEOUT, ...UNAVAILABLE, status: 504, title: 'Gateway Timeout' },
  { type: ResponseType.DEFAULT_5XX, ...UNAVAILABLE },
];

/** Gives the API's own errors the same application/problem+json bodies as its handlers' (RFC 9457). */
export const addProblemResponses = (scope: Construct, restApi: IRestApi): void => {
  for (const problem of problems) {
    new GatewayResponse(scope, pascalCase(problem.type.responseType), {
      restApi,
      type: problem.type,
      statusCode: String(problem.status),
      responseHeaders: {
        'Content-Type': "'application/problem+json'",
        'Cache-Control': "'no-store'",
        ...(problem.retryAfterSeconds === undefined ? {} : { 'Retry-After': `'${problem.retryAfterSeconds}'` }),
      },
      templates: { 'application/json': body(problem) },
    });
  }
};

/** Only variables are substituted here: no VTL runs, so the template is the body. What a variable holds is put in as it is, so
 * the one that is used is the gateway's own and a UUID. `$context.error.validationErrorString` would say more, but repeats what
 * the client sent, and nobody says how it is escaped (docs/adr/0016). */
const body = ({ title, status, code, detail }: Problem): string =>
  JSON.stringify({ type: 'about:blank', title, status, code, detail, requestId: '$context.requestId' });

const pascalCase = (type: string): string =>
  type.toLowerCase().replace(/(?:^|_)(\w)/g, (_, letter: string) => letter.toUpperCase());
