import { createHmac, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SignJWT } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { signIn } from '../../../src/client/sign-in.ts';
import { writeAssembly } from '../../../src/testing/assembly.ts';
import { poolTemplate, signingKey, startPool } from '../cognito/pool.ts';

const api = (type: string, properties: object) => ({
  Type: `AWS::ApiGateway::${type}`,
  Properties: { RestApiId: { Ref: 'Api' }, ...properties },
});

/** A pool, and an API whose one method answers 204 to the bearer of a token. */
const template = {
  Resources: {
    ...poolTemplate.Resources,
    Api: { Type: 'AWS::ApiGateway::RestApi', Properties: { Name: 'Orders' } },
    Orders: api('Resource', { ParentId: { 'Fn::GetAtt': ['Api', 'RootResourceId'] }, PathPart: 'orders' }),
    Auth: api('Authorizer', {
      Name: 'Auth',
      Type: 'COGNITO_USER_POOLS',
      IdentitySource: 'method.request.header.Authorization',
      ProviderARNs: [{ 'Fn::GetAtt': ['Pool', 'Arn'] }],
    }),
    Get: api('Method', {
      HttpMethod: 'GET',
      ResourceId: { Ref: 'Orders' },
      AuthorizationType: 'COGNITO_USER_POOLS',
      AuthorizerId: { Ref: 'Auth' },
      Integration: { Type: 'MOCK', IntegrationResponses: [{ StatusCode: '204' }] },
    }),
    Deployment: { ...api('Deployment', {}), DependsOn: ['Get'] },
    Stage: api('Stage', { StageName: 'api', DeploymentId: { Ref: 'Deployment' } }),
    Denied: api('GatewayResponse', {
      ResponseType: 'UNAUTHORIZED',
      ResponseTemplates: { 'application/problem+json': '{"code":"unauthorized"}' },
    }),
  },
  Outputs: {
    ...poolTemplate.Outputs,
    ApiUrl: {
      Value: {
        'Fn::Join': [
          '',
          [
            'https://',
            { Ref: 'Api' },
            '.execute-api.us-east-1.',
            { Ref: 'AWS::URLSuffix' },
            '/',
            { Ref: 'Stage' },
            '/',
          ],
        ],
      },
    },
  },
};

const part = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');
const stranger = generateKeyPairSync('rsa', { modulusLength: 2048 });

const dataDir = mkdtempSync(join(tmpdir(), 'engine-'));
let pool: Awaited<ReturnType<typeof startPool>>;
let tokens: Awaited<ReturnType<typeof signIn>>;
let claims: Record<string, unknown>;
let kid: string;
/** The pool's own key, as only the engine has it; a test may sign what Cognito never would. */
let ownKey: KeyObject;

beforeAll(async () => {
  const assembly = writeAssembly(template);
  await (await startPool({ assembly, dataDir })).stop();
  ownKey = signingKey(dataDir);
  pool = await startPool({ assembly, dataDir, seed: false });
  tokens = await signIn(pool.credentials);
  const [header = '', payload = ''] = tokens.idToken.split('.');
  claims = JSON.parse(Buffer.from(payload, 'base64url').toString());
  kid = JSON.parse(Buffer.from(header, 'base64url').toString()).kid;
});
afterAll(async () => {
  await pool.stop();
  rmSync(dataDir, { recursive: true, force: true });
});

const sign = (changes: Record<string, unknown>, key: KeyObject = ownKey, alg = 'RS256') =>
  new SignJWT({ ...claims, ...changes }).setProtectedHeader({ alg, kid }).sign(key);
const get = (token: string) => fetch(`${pool.outputs.ApiUrl}orders`, { headers: { authorization: `Bearer ${token}` } });
const tampered = (token: string): string => {
  const [header, payload = '', signature] = token.split('.');
  const changed = { ...JSON.parse(Buffer.from(payload, 'base64url').toString()), 'cognito:groups': ['admin'] };
  return [header, part(changed), signature].join('.');
};

describe('the API', () => {
  it('has its address on the local site, and admits an ID token again and again', async () => {
    expect(pool.outputs.ApiUrl).toBe(`${pool.siteOrigin}/api/`);
    for (let round = 0; round < 3; round += 1) expect((await get(tokens.idToken)).status).toBe(204);
  });

  it('admits what the own key signs, so that the refusals below have their reason', async () => {
    expect((await get(await sign({ jti: 'x' }))).status).toBe(204);
  });

  it.each([
    ['no signature (alg none)', () => `${part({ alg: 'none', kid })}.${part(claims)}.`],
    ['a stripped signature', () => `${tokens.idToken.split('.').slice(0, 2).join('.')}.`],
    ['changed claims', () => tampered(tokens.idToken)],
    ["another's key", () => sign({}, stranger.privateKey)],
    [
      'the public key as an HMAC secret',
      async () => {
        const text = `${part({ alg: 'HS256', kid })}.${part(claims)}`;
        const jwks = await (await fetch(`${pool.issuer}/.well-known/jwks.json`)).text();
        return `${text}.${createHmac('sha256', jwks).update(text).digest('base64url')}`;
      },
    ],
    ['RS512 with the own key', () => sign({}, ownKey, 'RS512')],
    ['a wrong issuer', () => sign({ iss: 'http://evil.example/pool' })],
    ['no issuer', () => sign({ iss: undefined })],
    ['a wrong audience', () => sign({ aud: 'another' })],
    ['several audiences', () => sign({ aud: [claims.aud, 'another'] })],
    ['an audience named __proto__', () => sign({ aud: '__proto__' })],
    ['no expiry', () => sign({ exp: undefined })],
    ['a start in the future', () => sign({ nbf: Math.floor(Date.now() / 1000) + 3600 })],
    ['an access token', () => tokens.accessToken],
    ['a refresh token', () => tokens.refreshToken],
    ['no JWT at all', () => 'x'],
    ['three dots', () => '...'],
    ['a payload that is no JSON', () => `${part({ alg: 'RS256', kid })}.eA.eA`],
    ['a payload that is null', () => `${part({ alg: 'RS256', kid })}.${part(null)}.eA`],
    ['8 KB of noise', () => 'a'.repeat(8192)],
  ])('refuses %s', async (_what, forge) => {
    const response = await get(await forge());
    expect(response.status).toBe(401);
    expect(response.headers.get('content-type')).toBe('application/problem+json');
    expect(await response.json()).toEqual({ code: 'unauthorized' });
  });

  it('says of an expired token that it is, and of a forged one never', async () => {
    const past = { exp: Math.floor(Date.now() / 1000) - 60 };
    const expired = await get(await sign(past));
    expect([expired.status, await expired.json()]).toEqual([401, { message: 'The incoming token has expired' }]);
    expect(await (await get(await sign(past, stranger.privateKey))).json()).toEqual({ code: 'unauthorized' });
    expect(await (await get(await sign({ ...past, token_use: 'access' }))).json()).toEqual({ code: 'unauthorized' });
  });

  it('answers raw hostile targets without failing', async () => {
    for (const path of [
      '%',
      '%zz',
      '%00',
      '..%2f..',
      '__proto__',
      '?%',
      '?__proto__=1&a[]=%ff',
      'orders?token=%E0%A4%A',
    ]) {
      const response = await fetch(`${pool.outputs.ApiUrl}${path}`);
      expect([401, 403]).toContain(response.status);
    }
  });

  it('is listed for tools', async () => {
    const { item } = await pool.engine.call<{ item: { id: string; name: string }[] }>('apigateway', 'GetRestApis', {});
    expect(item).toMatchObject([{ name: 'Orders' }]);
    const stages = { restApiId: item[0]?.id };
    expect(await pool.engine.call('apigateway', 'GetStages', stages)).toMatchObject({ item: [{ stageName: 'api' }] });
  });
});
