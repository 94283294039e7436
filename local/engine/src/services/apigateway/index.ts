import { readRequest, writeResponse } from '../../http.ts';
import type { AwsService, Engine, HttpRequest, HttpResponse } from '../../service.ts';
import { verifyAccessToken, verifyIdToken } from '../cognito/index.ts';
import type { TokenChecks } from './authorize.ts';
import { handle, refuseTooLarge } from './handle.ts';
import { createRestApis, type RestApi } from './model.ts';
import { operations, routes } from './operations.ts';
import { resourceTypes } from './resource-types.ts';

/** Answers a request whose path begins with the stage. */
export type ApiHandler = (request: HttpRequest) => Promise<HttpResponse>;

const lookups = new WeakMap<Engine, (host: string) => ApiHandler | undefined>();

/** The API behind `{id}.execute-api.{region}.amazonaws.com`, for an in-process caller such as a CDN. */
export const executeApi = (engine: Engine, host: string): ApiHandler | undefined => lookups.get(engine)?.(host);

/** API Gateway's REST APIs: served on the site's origin under the name of each stage. */
export const createApiGateway = (engine: Engine, checks: TokenChecks = cognitoChecks(engine)): AwsService => {
  const apis = createRestApis();
  const handlerOf =
    (api: RestApi): ApiHandler =>
    (request) =>
      handle(engine, api, request, checks);
  const apiAt = (path: string): RestApi | undefined => apis.all().find(({ stages }) => stages.has(stageIn(path)));
  lookups.set(engine, (host) => {
    const api = apis.all().find(({ id }) => host === `${id}.execute-api.${engine.region}.amazonaws.com`);
    return api && handlerOf(api);
  });
  const tooLarge = (api: RestApi, method: string, path: string): HttpResponse => {
    const headless = {
      method,
      path,
      query: new URLSearchParams(),
      headers: {},
      body: Buffer.alloc(0),
      sourceIp: '127.0.0.1',
    };
    return refuseTooLarge(engine, api, headless, stageIn(path));
  };
  engine.mount('site', {
    matches: (_method, path) => apiAt(path) !== undefined,
    handle: async (message, response) => {
      const path = (message.url ?? '/').split('?', 1)[0] ?? '/';
      const api = apiAt(path);
      if (!api) return;
      const request = await readRequest(message);
      writeResponse(response, request ? await handlerOf(api)(request) : tooLarge(api, message.method ?? 'GET', path));
    },
  });
  return {
    name: 'apigateway',
    protocol: 'rest-json',
    operations: operations(engine, apis),
    routes,
    resourceTypes: resourceTypes(engine, apis),
  };
};

const stageIn = (path: string): string => path.split('/', 2)[1] ?? '';

const cognitoChecks = (engine: Engine): TokenChecks => ({
  idToken: (poolArns, token) => verifyIdToken(engine, poolArns, token),
  accessToken: (poolArns, token) => verifyAccessToken(engine, poolArns, token),
});
