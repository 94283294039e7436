import { AwsError } from '../../aws-error.ts';
import { readRequest, writeResponse } from '../../http.ts';
import type { TokenChecks } from '../../kit/token-checks.ts';
import type { AwsService, Engine, HttpRequest, HttpResponse } from '../../service.ts';
import { handle, refuseTooLarge } from './handle.ts';
import type { RestApi, RestApis } from './model.ts';
import { operations, ROUTES } from './operations.ts';
import { resourceTypes } from './resource-types.ts';

/** Answers a request whose path begins with the stage. */
type ApiHandler = (request: HttpRequest) => Promise<HttpResponse>;

/** Finds the API behind `{id}.execute-api.{region}.amazonaws.com`, for a caller in this process such as a CDN. */
export const createApiLookup =
  (engine: Engine, apis: RestApis, checks: TokenChecks) =>
  (host: string): ApiHandler | undefined => {
    const api = apis.all().find(({ id }) => host === `${id}.execute-api.${engine.region}.amazonaws.com`);
    return api && ((request) => handle(engine, api, request, checks));
  };

/** API Gateway's REST APIs: served on the site's origin under the name of each stage. */
export const createApiGateway = (engine: Engine, apis: RestApis, checks: TokenChecks): AwsService => {
  const apiAt = (path: string): RestApi | undefined => apis.all().find(({ stages }) => stages.has(stageIn(path)));
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
      const answer = request
        ? await handle(engine, api, request, checks)
        : tooLarge(api, message.method ?? 'GET', path);
      writeResponse(response, answer);
    },
  });
  return {
    name: 'apigateway',
    protocol: 'rest-json',
    invalidInputCode: 'BadRequestException',
    operations: operations(engine, apis),
    routes: ROUTES,
    elsewhere: {
      lists: { GetRestApis: { item: [] } },
      missing: () => new AwsError('NotFoundException', 'Invalid API identifier specified', 404),
    },
    resourceTypes: resourceTypes(engine, apis),
  };
};

const stageIn = (path: string): string => path.split('/', 2)[1] ?? '';
