import type { TokenChecks } from '../../kit/token-checks.ts';
import type { Exchange } from './exchange.ts';
import { GatewayFault } from './gateway-fault.ts';
import type { Route } from './router.ts';

/** Lets the bearer of a right token pass and gives its claims; throws GatewayFault.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-integrate-with-cognito.html */
export const authorize = async (
  { api, request }: Exchange,
  { method }: Route,
  checks: TokenChecks,
): Promise<Readonly<Record<string, string>> | undefined> => {
  if (method.authorizerId === undefined) return undefined;
  const authorizer = api.authorizers.get(method.authorizerId);
  if (!authorizer) throw new GatewayFault('API_CONFIGURATION_ERROR');
  const token = (request.headers[authorizer.header] ?? '').replace(/^Bearer\s+/i, '').trim();
  if (token === '' || authorizer.expression?.test(token) === false) throw new GatewayFault('UNAUTHORIZED');
  const wantsScope = method.scopes.length > 0;
  const check = await (wantsScope ? checks.accessToken : checks.idToken)(authorizer.poolArns, token);
  if (check.outcome !== 'valid') throw new GatewayFault(check.outcome === 'expired' ? 'EXPIRED_TOKEN' : 'UNAUTHORIZED');
  const scopes = (check.claims.scope ?? '').split(' ');
  if (wantsScope && !method.scopes.some((scope) => scopes.includes(scope))) throw new GatewayFault('ACCESS_DENIED');
  return check.claims;
};
