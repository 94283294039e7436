import type { TokenChecks } from '../../kit/token-checks.ts';
import type { Engine, HttpRequest, HttpResponse } from '../../service.ts';
import { authorize } from './authorize.ts';
import { type Exchange, newExchange } from './exchange.ts';
import { GatewayFault } from './gateway-fault.ts';
import { gatewayResponse } from './gateway-response.ts';
import { mockResponse } from './mock-integration.ts';
import type { RestApi } from './model.ts';
import { callFunction } from './proxy-integration.ts';
import { findRoute } from './router.ts';
import { validateRequest } from './validate.ts';

const FORBIDDEN: HttpResponse = {
  status: 403,
  headers: { 'content-type': 'application/json' },
  body: '{"message":"Forbidden"}',
};
const MAX_BODY_BYTES = 10 * 1024 * 1024;

/** Answers a request to a REST API; its path begins with the stage.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/limits.html has the limits. */
export const handle = async (
  engine: Engine,
  api: RestApi,
  request: HttpRequest,
  checks: TokenChecks,
): Promise<HttpResponse> => {
  const stage = api.stages.get(request.path.split('/', 2)[1] ?? '');
  if (!stage) return FORBIDDEN;
  const exchange = newExchange(engine, api, stage, request);
  engine.count('apigateway.request');
  try {
    return await answer(exchange, checks);
  } catch (error) {
    if (error instanceof GatewayFault) return gatewayResponse(exchange, error);
    engine.log('apigateway', error instanceof Error ? (error.stack ?? error.message) : String(error));
    return gatewayResponse(exchange, new GatewayFault('DEFAULT_5XX'));
  }
};

/** The answer to a request whose body was too large to be read. */
export const refuseTooLarge = (engine: Engine, api: RestApi, request: HttpRequest, stageName: string): HttpResponse => {
  const stage = api.stages.get(stageName);
  if (!stage) return FORBIDDEN;
  return gatewayResponse(newExchange(engine, api, stage, request), new GatewayFault('REQUEST_TOO_LARGE'));
};

const answer = async (exchange: Exchange, checks: TokenChecks): Promise<HttpResponse> => {
  const { api, stage, request } = exchange;
  const route = findRoute(api.root, request.method, exchange.path);
  if (!route) throw new GatewayFault('MISSING_AUTHENTICATION_TOKEN');
  exchange.route = route;
  if (stage.throttleOf(route.resource, request.method)?.take() === false) throw new GatewayFault('THROTTLED');
  const claims = await authorize(exchange, route, checks);
  if (claims) exchange.claims = claims;
  if (request.body.length > MAX_BODY_BYTES) throw new GatewayFault('REQUEST_TOO_LARGE');
  validateRequest(exchange, route);
  const { integration } = route.method;
  return integration.type === 'MOCK' ? mockResponse(exchange, integration) : callFunction(exchange, route, integration);
};
