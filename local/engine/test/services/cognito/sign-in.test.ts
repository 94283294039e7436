import { decodeJwt, decodeProtectedHeader } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { signIn } from '../../../src/client/sign-in.ts';
import { person, SITE_URL, startPool } from './pool.ts';

let pool: Awaited<ReturnType<typeof startPool>>;
beforeAll(async () => {
  pool = await startPool();
});
afterAll(() => pool.dispose());

const post = (path: string, form: Record<string, string>) =>
  fetch(`${pool.loginUrl}${path}`, { method: 'POST', body: new URLSearchParams(form) });
const refresh = (refreshToken: string) =>
  post('/oauth2/token', { grant_type: 'refresh_token', client_id: pool.clientId, refresh_token: refreshToken });

describe('signing in with authorization code and PKCE', () => {
  it("gives tokens with Cognito's claims", async () => {
    const { idToken, accessToken } = await signIn(pool.credentials);
    const user = await pool.admin<{ Username: string }>('AdminGetUser', { Username: person.email });
    const claims = decodeJwt(idToken);
    expect(decodeProtectedHeader(idToken)).toEqual({ alg: 'RS256', kid: expect.any(String) });
    expect(claims).toEqual({
      sub: user.Username,
      aud: pool.clientId,
      iss: pool.issuer,
      token_use: 'id',
      auth_time: expect.any(Number),
      iat: expect.any(Number),
      exp: (claims.iat ?? 0) + 30 * 60,
      jti: expect.any(String),
      email: person.email,
      email_verified: true,
      name: 'Ada Lovelace',
      'cognito:username': user.Username,
      'cognito:groups': ['support'],
    });
    expect(decodeJwt(accessToken)).toMatchObject({
      sub: user.Username,
      username: user.Username,
      iss: pool.issuer,
      token_use: 'access',
      client_id: pool.clientId,
      scope: 'openid email profile',
      auth_time: expect.any(Number),
      'cognito:groups': ['support'],
    });
  });

  it('gives only what the scopes open; openid alone opens all', async () => {
    const narrow = decodeJwt((await signIn({ ...pool.credentials, scope: 'openid profile' })).idToken);
    expect(narrow).toMatchObject({ name: 'Ada Lovelace' });
    expect(narrow).not.toHaveProperty('email');
    expect(decodeJwt((await signIn({ ...pool.credentials, scope: 'openid' })).idToken)).toMatchObject({
      email: person.email,
    });
  });

  it.each([
    ['a wrong password', { password: 'wrong' }],
    ['an unknown address', { email: 'nobody@example.com' }],
  ])('says the same one sentence for %s', async (_what, change) => {
    await expect(signIn({ ...pool.credentials, ...change })).rejects.toThrow(
      /could not sign in: The e-mail or the password is not right\. Check both and try again\.$/,
    );
  });

  it.each([
    ['an address that is not registered', { redirectUri: 'http://localhost:3999/other' }, /redirect_uri did not match/],
    ['an unknown client', { clientId: 'x' }, /client is invalid/],
    ['a scope the client may not ask', { scope: 'openid phone' }, /requested scope is not allowed/],
  ])('refuses %s', async (_what, change, message) => {
    await expect(signIn({ ...pool.credentials, ...change })).rejects.toThrow(message);
  });

  it('refuses a flow without PKCE', async () => {
    const query = new URLSearchParams({
      response_type: 'code',
      client_id: pool.clientId,
      redirect_uri: SITE_URL,
      scope: 'openid',
    });
    const response = await fetch(`${pool.loginUrl}/oauth2/authorize?${query}`, { redirect: 'manual' });
    expect(new URL(response.headers.get('location') ?? '').searchParams.get('error')).toBe('invalid_request');
  });
});

describe('tokens afterwards', () => {
  it('are refreshed as often as one likes with the same refresh token, which is not sent again', async () => {
    const { refreshToken, idToken } = await signIn(pool.credentials);
    for (let round = 0; round < 3; round += 1) {
      const response = await refresh(refreshToken);
      const tokens = (await response.json()) as Record<string, string>;
      expect(response.status).toBe(200);
      expect(Object.keys(tokens).toSorted()).toEqual(['access_token', 'expires_in', 'id_token', 'scope', 'token_type']);
      const claims = decodeJwt(tokens.id_token ?? '');
      expect(claims).toMatchObject({ email: person.email, token_use: 'id', auth_time: decodeJwt(idToken).auth_time });
    }
  });

  it('cannot be refreshed once revoked', async () => {
    const { refreshToken } = await signIn(pool.credentials);
    expect((await post('/oauth2/revoke', { token: refreshToken, client_id: pool.clientId })).status).toBe(200);
    const response = await refresh(refreshToken);
    expect([response.status, await response.json()]).toEqual([
      400,
      expect.objectContaining({ error: 'invalid_grant' }),
    ]);
  });

  it('open userInfo, an ID token does not', async () => {
    const { accessToken, idToken } = await signIn(pool.credentials);
    const ask = (token: string) =>
      fetch(`${pool.loginUrl}/oauth2/userInfo`, { headers: { authorization: `Bearer ${token}` } });
    expect(await (await ask(accessToken)).json()).toMatchObject({ email: person.email, email_verified: 'true' });
    expect((await ask(idToken)).status).toBe(401);
    expect((await ask('x.y.z')).status).toBe(401);
  });

  it('carry a changed group from the next refresh on', async () => {
    const { refreshToken } = await signIn(pool.credentials);
    await pool.admin('AdminRemoveUserFromGroup', { Username: person.email, GroupName: 'support' });
    const tokens = (await (await refresh(refreshToken)).json()) as Record<string, string>;
    expect(decodeJwt(tokens.id_token ?? '')).not.toHaveProperty('cognito:groups');
    await pool.admin('AdminAddUserToGroup', { Username: person.email, GroupName: 'support' });
  });

  it('a code is good once', async () => {
    const response = await post('/oauth2/token', {
      grant_type: 'authorization_code',
      client_id: pool.clientId,
      redirect_uri: SITE_URL,
      code: 'made-up',
      code_verifier: 'v'.repeat(43),
    });
    expect([response.status, await response.json()]).toEqual([
      400,
      expect.objectContaining({ error: 'invalid_grant' }),
    ]);
  });
});

describe('the documents of the pool', () => {
  it('are found under the issuer and name the key of the tokens', async () => {
    const { idToken } = await signIn(pool.credentials);
    const configuration = (await (await fetch(`${pool.issuer}/.well-known/openid-configuration`)).json()) as Record<
      string,
      string
    >;
    expect(configuration).toMatchObject({ issuer: pool.issuer, token_endpoint: `${pool.loginUrl}/oauth2/token` });
    const response = await fetch(configuration.jwks_uri ?? '', { headers: { origin: 'http://localhost:3999' } });
    const { keys } = (await response.json()) as { keys: Record<string, string>[] };
    expect(response.headers.get('access-control-allow-origin')).toBe('*');
    expect(keys.map(({ kid }) => kid)).toEqual([decodeProtectedHeader(idToken).kid]);
    expect(keys[0]).not.toHaveProperty('d');
    expect((await fetch(`${pool.loginUrl}/us-east-1_Nothing/.well-known/jwks.json`)).status).toBe(404);
  });
});
