import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildApp } from '../../../cdk/app.ts';
import { senderAddress } from '../../helpers/global-setup.ts';
import { outputOf, type Shop, shopper, startShop } from '../../helpers/shop.ts';

const root = resolve(import.meta.dirname, '../../..');
let shop: Shop;
const folder = mkdtempSync(join(tmpdir(), 'smoke-'));

beforeAll(async () => {
  process.env.CDK_VALIDATION = 'false';
  buildApp({ context: { senderAddress, smokeClient: 'true' }, outdir: folder }).synth();
  shop = await startShop({ assembly: folder });
});
afterAll(async () => {
  await shop?.engine.dispose();
  rmSync(folder, { recursive: true, force: true });
});

/** Runs the command as `npm run smoke` does; gives its exit code and what it said. */
const run = async (variables: Record<string, string> = {}, ...args: string[]) => {
  const command = ['--disable-warning=ExperimentalWarning', join(root, 'test/smoke/run.ts'), ...args];
  const env = { PATH: process.env.PATH, ...variables };
  const { stdout, stderr, code } = await promisify(execFile)(process.execPath, command, { env }).then(
    (output) => ({ ...output, code: 0 }),
    (error: { stdout: string; stderr: string; code: number }) => error,
  );
  return { stdout, stderr, code };
};
const site = () => outputOf(shop.engine, 'SiteUrl');
const testUser = () => ({
  SMOKE_CLIENT_ID: outputOf(shop.engine, 'SmokeClientId'),
  SMOKE_EMAIL: shopper.email,
  SMOKE_PASSWORD: shopper.password,
});
const orderIn = (text: string): string => /order (\S+) is Processed/.exec(text)?.[1] ?? 'none';

describe('the smoke test', () => {
  it('follows an order of the test user to Processed, as after a deployment', async () => {
    const { stdout, stderr, code } = await run(testUser(), site());
    expect([stderr, code]).toEqual(['', 0]);
    expect((await shop.record(orderIn(stdout)))?.status).toBe('Processed');
  });

  it('signs in through the sign-in pages on a laptop that has no test user', async () => {
    const { stdout, stderr, code } = await run({}, site());
    expect([stderr, code]).toEqual(['', 0]);
    expect((await shop.record(orderIn(stdout)))?.customerName).toBe('Smoke Test');
  });

  it('fails in one line when the password is wrong', async () => {
    const { stderr, code } = await run({ ...testUser(), SMOKE_PASSWORD: 'Wrong-password-1' }, site());
    expect(code).toBe(1);
    expect(stderr).toMatch(/^shopper@example\.com could not sign in: 400 .*NotAuthorizedException.*\n$/);
  });

  it('fails where the API answers past the distribution', async () => {
    const { stderr, code } = await run(testUser(), site(), '--closed', outputOf(shop.engine, 'ApiUrl'));
    expect(code).toBe(1);
    expect(stderr).toMatch(/products gave 200 and not 403\n$/);
  });

  it('says how it is called', async () => {
    const { stderr, code } = await run({}, 'https://shop.example.com/');
    expect(code).toBe(1);
    expect(stderr).toMatch(/^usage: npm run smoke -- URL/);
  });
});

describe('signing in by password', () => {
  const attempt = async (ClientId: string, PASSWORD = shopper.password) =>
    shop.engine.call<{ AuthenticationResult: { IdToken: string } }>('cognito-idp', 'InitiateAuth', {
      AuthFlow: 'USER_PASSWORD_AUTH',
      ClientId,
      AuthParameters: { USERNAME: shopper.email, PASSWORD },
    });

  it('is for the smoke test’s client alone', async () => {
    await expect(attempt(outputOf(shop.engine, 'UserPoolClientId'))).rejects.toMatchObject({
      code: 'InvalidParameterException',
    });
    await expect(attempt('nobody')).rejects.toMatchObject({ code: 'ResourceNotFoundException' });
  });

  it('does not tell a wrong password from an unknown name', async () => {
    const wrong = attempt(testUser().SMOKE_CLIENT_ID, 'Wrong-password-1');
    await expect(wrong).rejects.toMatchObject({
      code: 'NotAuthorizedException',
      message: 'Incorrect username or password.',
    });
  });
});
