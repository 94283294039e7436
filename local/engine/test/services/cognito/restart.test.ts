import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { afterAll, expect, it } from 'vitest';
import { signIn } from '../../../src/client/sign-in.ts';
import { authorizeQuery, createBrowser } from './browser.ts';
import { person, SITE_URL, startPool } from './pool.ts';

const dataDir = mkdtempSync(join(tmpdir(), 'engine-'));
afterAll(() => rmSync(dataDir, { recursive: true, force: true }));

it('people, keys, refresh tokens and sessions outlive a restart', async () => {
  const before = await startPool({ dataDir });
  const awsPort = Number(new URL(before.loginUrl).port);
  const { refreshToken, accessToken } = await signIn(before.credentials);
  await before.admin('LocalOfferSignIn', { Username: person.email, Password: person.password });
  const browser = createBrowser(before.loginUrl);
  const query = authorizeQuery(before.clientId, SITE_URL);
  const { location } = await browser(`/oauth2/authorize?${query}`);
  await browser((await browser(location, { person: person.email })).location);
  await before.stop();
  // Or the client, in this same process, takes up a connection before it has read that it was closed.
  await setImmediate();

  const after = await startPool({ dataDir, awsPort, seed: false });
  try {
    expect([after.poolId, after.clientId, after.issuer]).toEqual([before.poolId, before.clientId, before.issuer]);
    const form = { grant_type: 'refresh_token', client_id: after.clientId, refresh_token: refreshToken };
    const refreshed = await fetch(`${after.loginUrl}/oauth2/token`, {
      method: 'POST',
      body: new URLSearchParams(form),
    });
    expect(refreshed.status).toBe(200);
    const headers = { authorization: `Bearer ${accessToken}` };
    expect((await fetch(`${after.loginUrl}/oauth2/userInfo`, { headers })).status).toBe(200);
    expect((await browser(`/oauth2/authorize?${query}`)).location).toContain(`${SITE_URL}?code=`);
    await expect(signIn(after.credentials)).resolves.toBeTruthy();
  } finally {
    await after.stop();
  }
});
