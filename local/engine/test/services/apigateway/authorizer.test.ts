import { describe, expect, it } from 'vitest';
import type { TokenCheck } from '../../../src/kit/token-checks.ts';
import { createApi, json, proxy } from './harness.ts';

const POOL_ARN = 'arn:aws:cognito-idp:us-east-1:000000000000:userpool/us-east-1_AAAAAAAAA';
const good: TokenCheck = { outcome: 'valid', claims: { sub: 'u1', email: 'ada@example.com', scope: 'openid email' } };

const guarded = async (method: object = {}, authorizer: object = {}) => {
  const seen: string[][] = [];
  const answers: Readonly<Record<string, TokenCheck>> = { good, old: { outcome: 'expired' } };
  const check = (use: string) => async (poolArns: readonly string[], token: string) => {
    seen.push([use, ...poolArns, token]);
    return answers[token] ?? ({ outcome: 'invalid' } as const);
  };
  const api = await createApi({
    lambda: () => proxy({ statusCode: 200 }),
    checks: { idToken: check('id'), accessToken: check('access') },
  });
  const { ref } = await api.make('Authorizer', 'Auth', {
    Type: 'COGNITO_USER_POOLS',
    Name: 'Auth',
    AuthorizerResultTtlInSeconds: 300,
    IdentitySource: 'method.request.header.Authorization',
    ProviderARNs: [POOL_ARN],
    ...authorizer,
  });
  await api.method('GET', '/orders', { AuthorizationType: 'COGNITO_USER_POOLS', AuthorizerId: ref, ...method });
  await api.stage();
  const get = (authorization?: string) =>
    api.send('GET', '/orders', { headers: authorization === undefined ? {} : { authorization } });
  return { ...api, get, seen };
};

describe('a user pool authorizer', () => {
  it.each(['good', 'Bearer good', 'bearer   good'])(
    'lets "%s" pass and hands its claims to the function',
    async (header) => {
      const api = await guarded();
      expect((await api.get(header)).status).toBe(200);
      expect(api.seen).toEqual([['id', POOL_ARN, 'good']]);
      expect(api.invocations[0]?.event).toMatchObject({
        requestContext: { authorizer: { claims: { sub: 'u1', email: 'ada@example.com' } } },
      });
    },
  );

  it.each([
    [undefined, 'Unauthorized'],
    ['', 'Unauthorized'],
    ['Bearer ', 'Unauthorized'],
    ['Basic Z29vZA==', 'Unauthorized'],
    ['forged', 'Unauthorized'],
    ['old', 'The incoming token has expired'],
  ])('refuses %s with 401 and runs nothing', async (header, message) => {
    const api = await guarded();
    const response = await api.get(header);
    expect([response.status, json(response)]).toEqual([401, { message }]);
    expect(response.headers['x-amzn-errortype']).toBe('UnauthorizedException');
    expect(api.invocations).toEqual([]);
  });

  it('wants an access token with one of the scopes where the method names scopes', async () => {
    const allowed = await guarded({ AuthorizationScopes: ['admin', 'email'] });
    expect((await allowed.get('good')).status).toBe(200);
    expect(allowed.seen[0]?.[0]).toBe('access');
    const refused = await guarded({ AuthorizationScopes: ['admin'] });
    const response = await refused.get('good');
    expect([response.status, json(response)]).toEqual([403, { message: 'Access Denied' }]);
  });

  it('refuses without a check what does not match its validation expression', async () => {
    const api = await guarded({}, { IdentityValidationExpression: '^[a-f]+$' });
    expect((await api.get('good')).status).toBe(401);
    expect(api.seen).toEqual([]);
  });
});
