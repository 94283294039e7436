import { GatewayResponse, type IRestApi, ResponseType } from 'aws-cdk-lib/aws-apigateway';
import type { Construct } from 'constructs';

interface Problem {
  readonly type: ResponseType;
  readonly status: number;
  readonly title: string;
  readonly code: string;
  /** A JSON value: a quoted sentence, or a variable that API Gateway substitutes. */
  readonly detail: string;
  readonly retryAfterSeconds?: number;
}

const say = (sentence: string): string => JSON.stringify(sentence);

const unauthenticated = {
  status: 401,
  title: 'Unauthorized',
  code: 'unauthenticated',
  detail: say('Sign in and send a valid ID token in the Authorization header.'),
};
const forbidden = {
  status: 403,
  title: 'Forbidden',
  code: 'forbidden',
  detail: say('You may not do this.'),
};
const notFound = {
  status: 404,
  title: 'Not Found',
  code: 'not-found',
  detail: say('There is nothing at this address.'),
};
const throttled = {
  status: 429,
  title: 'Too Many Requests',
  code: 'throttled',
  detail: say('Too many requests just now. Try again shortly.'),
  retryAfterSeconds: 1,
};
const unavailable = {
  status: 503,
  title: 'Service Unavailable',
  code: 'unavailable',
  detail: say('The service could not answer. Try again; with the same Idempotency-Key nothing is ordered twice.'),
  retryAfterSeconds: 2,
};

/**
 * Every error that API Gateway answers by itself. A default's status also becomes that of each type not listed, so all
 * client errors are.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/supported-gateway-response-types.html
 */
const problems: readonly Problem[] = [
  {
    type: ResponseType.BAD_REQUEST_BODY,
    status: 400,
    title: 'Bad Request',
    code: 'invalid-request',
    // API Gateway escapes the value but does not quote it.
    detail: '"$context.error.validationErrorString"',
  },
  {
    type: ResponseType.BAD_REQUEST_PARAMETERS,
    status: 400,
    title: 'Bad Request',
    code: 'invalid-parameters',
    detail: '"$context.error.validationErrorString"',
  },
  { type: ResponseType.UNAUTHORIZED, ...unauthenticated },
  { type: ResponseType.EXPIRED_TOKEN, ...unauthenticated },
  { type: ResponseType.ACCESS_DENIED, ...forbidden },
  { type: ResponseType.INVALID_API_KEY, ...forbidden },
  { type: ResponseType.INVALID_SIGNATURE, ...forbidden },
  { type: ResponseType.WAF_FILTERED, ...forbidden },
  // What API Gateway answers where there is no such route.
  { type: ResponseType.MISSING_AUTHENTICATION_TOKEN, ...notFound },
  { type: ResponseType.RESOURCE_NOT_FOUND, ...notFound },
  {
    type: ResponseType.REQUEST_TOO_LARGE,
    status: 413,
    title: 'Content Too Large',
    code: 'too-large',
    detail: say('The request is too large.'),
  },
  {
    type: ResponseType.UNSUPPORTED_MEDIA_TYPE,
    status: 415,
    title: 'Unsupported Media Type',
    code: 'unsupported-media-type',
    detail: say('Send application/json.'),
  },
  { type: ResponseType.THROTTLED, ...throttled },
  { type: ResponseType.QUOTA_EXCEEDED, ...throttled },
  {
    type: ResponseType.DEFAULT_4XX,
    status: 400,
    title: 'Bad Request',
    code: 'invalid-request',
    detail: say('The request could not be understood.'),
  },
  { type: ResponseType.INTEGRATION_TIMEOUT, ...unavailable, status: 504, title: 'Gateway Timeout' },
  { type: ResponseType.DEFAULT_5XX, ...unavailable },
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

/** Only variables are substituted here: no VTL runs, so the template is the body. */
const body = ({ title, status, code, detail }: Problem): string =>
  `{"type":"about:blank","title":"${title}","status":${status},"code":"${code}","detail":${detail},"requestId":"$context.requestId"}`;

const pascalCase = (type: string): string =>
  type.toLowerCase().replace(/(?:^|_)(\w)/g, (_, letter: string) => letter.toUpperCase());
