import { randomBytes, randomUUID } from 'node:crypto';
import type { Engine, HttpRequest } from '../../service.ts';
import type { RestApi, Stage } from './model.ts';
import type { Route } from './router.ts';

/** One request on its way through an API. */
export interface Exchange {
  readonly api: RestApi;
  readonly stage: Stage;
  readonly request: HttpRequest;
  /** Without the stage. */
  readonly path: string;
  readonly requestId: string;
  readonly extendedRequestId: string;
  readonly traceId: string;
  /** In milliseconds since the epoch. */
  readonly startedAt: number;
  readonly engine: Engine;
  /** Once it is known. */
  route?: Route;
  claims?: Readonly<Record<string, string>>;
}

export const newExchange = (engine: Engine, api: RestApi, stage: Stage, request: HttpRequest): Exchange => {
  const startedAt = engine.now();
  return {
    api,
    stage,
    request,
    path: request.path.slice(stage.name.length + 1) || '/',
    requestId: randomUUID(),
    extendedRequestId: randomBytes(11).toString('base64'),
    traceId: `Root=1-${Math.floor(startedAt / 1000).toString(16)}-${randomBytes(12).toString('hex')}`,
    startedAt,
    engine,
  };
};

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const two = (value: number): string => String(value).padStart(2, '0');

/** `09/Apr/2026:12:34:56 +0000` */
const commonLogTime = (milliseconds: number): string => {
  const at = new Date(milliseconds);
  const time = [at.getUTCHours(), at.getUTCMinutes(), at.getUTCSeconds()].map(two).join(':');
  return `${two(at.getUTCDate())}/${MONTHS[at.getUTCMonth()]}/${at.getUTCFullYear()}:${time} +0000`;
};

/** What `$context` and the event's `requestContext` say of a request.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-mapping-template-reference.html */
export const contextOf = (exchange: Exchange): Record<string, unknown> => {
  const { api, stage, request, engine, route, claims } = exchange;
  return {
    accountId: engine.accountId,
    apiId: api.id,
    ...(claims && { authorizer: { claims } }),
    domainName: `${api.id}.execute-api.${engine.region}.amazonaws.com`,
    domainPrefix: api.id,
    extendedRequestId: exchange.extendedRequestId,
    httpMethod: request.method,
    identity: {
      accessKey: null,
      accountId: null,
      caller: null,
      cognitoAuthenticationProvider: null,
      cognitoAuthenticationType: null,
      cognitoIdentityId: null,
      cognitoIdentityPoolId: null,
      principalOrgId: null,
      sourceIp: request.sourceIp,
      user: null,
      userAgent: request.headers['user-agent'] ?? null,
      userArn: null,
    },
    path: request.path,
    protocol: 'HTTP/1.1',
    requestId: exchange.requestId,
    requestTime: commonLogTime(exchange.startedAt),
    requestTimeEpoch: exchange.startedAt,
    resourceId: route?.resource.id ?? null,
    resourcePath: route?.resource.path ?? null,
    stage: stage.name,
  };
};
