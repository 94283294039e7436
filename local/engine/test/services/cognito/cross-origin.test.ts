import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { signIn } from '../../../src/client/sign-in.ts';
import { writeAssembly } from '../../../src/testing/assembly.ts';
import { poolTemplate, startPool } from './pool.ts';

const { Client } = poolTemplate.Resources;
const site = { 'Fn::Join': ['', ['https://', { Ref: 'Api' }, '.execute-api.us-east-1.amazonaws.com/']] };

/** The client of a site on the engine's own origin, as the single-page application is. */
const template = {
  ...poolTemplate,
  Resources: {
    ...poolTemplate.Resources,
    Api: { Type: 'AWS::ApiGateway::RestApi', Properties: { Name: 'Site' } },
    Client: { ...Client, Properties: { ...Client.Properties, CallbackURLs: [site], LogoutURLs: [site] } },
  },
};

let pool: Awaited<ReturnType<typeof startPool>>;
beforeAll(async () => {
  pool = await startPool({ assembly: writeAssembly(template) });
});
afterAll(() => pool.dispose());

describe("the site's own pages", () => {
  const exchange = (refreshToken: string, origin: string) =>
    fetch(`${pool.loginUrl}/oauth2/token`, {
      method: 'POST',
      headers: { origin },
      body: new URLSearchParams({ grant_type: 'refresh_token', client_id: pool.clientId, refresh_token: refreshToken }),
    });

  it('may read tokens and user info across origins', async () => {
    const { refreshToken, accessToken } = await signIn({ ...pool.credentials, redirectUri: `${pool.siteOrigin}/` });
    const tokens = await exchange(refreshToken, pool.siteOrigin);
    expect([tokens.status, tokens.headers.get('access-control-allow-origin')]).toEqual([200, pool.siteOrigin]);
    const headers = { origin: pool.siteOrigin, authorization: `Bearer ${accessToken}` };
    const info = await fetch(`${pool.loginUrl}/oauth2/userInfo`, { headers });
    expect([info.status, info.headers.get('access-control-allow-origin')]).toEqual([200, '*']);
  });

  it.each(['/oauth2/token', '/oauth2/revoke', '/oauth2/userInfo'])('may ask first: preflight of %s', async (path) => {
    const response = await fetch(`${pool.loginUrl}${path}`, {
      method: 'OPTIONS',
      headers: {
        origin: pool.siteOrigin,
        'access-control-request-method': 'POST',
        'access-control-request-headers': 'authorization',
      },
    });
    expect(response.status).toBe(204);
    expect([pool.siteOrigin, '*']).toContain(response.headers.get('access-control-allow-origin'));
    expect(response.headers.get('access-control-allow-headers')).toContain('authorization');
  });

  it('are the only ones: another local page is refused', async () => {
    const { refreshToken } = await signIn({ ...pool.credentials, redirectUri: `${pool.siteOrigin}/` });
    expect((await exchange(refreshToken, pool.loginUrl)).headers.get('access-control-allow-origin')).toBeNull();
    expect((await exchange(refreshToken, 'http://evil.example')).status).toBe(403);
  });
});
