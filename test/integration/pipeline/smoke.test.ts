import { execFile } from 'node:child_process';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SENDER_ADDRESS } from '../../helpers/global-setup.ts';
import { outputOf, type Shop, shopper } from '../../helpers/shop.ts';
import { startStage } from '../../helpers/stage.ts';

const root = resolve(import.meta.dirname, '../../..');
let stage: Awaited<ReturnType<typeof startStage>>;
let shop: Shop;

beforeAll(async () => {
  stage = await startStage({ senderAddress: SENDER_ADDRESS, createSenderIdentity: 'true', smokeClient: 'true' });
  shop = stage.shop;
});
afterAll(() => stage?.end());

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
const testUser = async () => ({ SMOKE_TOKEN: await shop.token(shopper) });
const orderIn = (text: string): string => /order (\S+) is Processed/.exec(text)?.[1] ?? 'none';

describe('the smoke test', () => {
  it('follows an order of the test user to Processed, as after a deployment, and cancels it', async () => {
    const { stdout, stderr, code } = await run(await testUser(), site());
    expect([stderr, code]).toEqual(['', 0]);
    expect((await shop.record(orderIn(stdout)))?.status).toBe('Cancelled');
  });

  it('signs in through the sign-in pages on a laptop that has no test user', async () => {
    const { stdout, stderr, code } = await run({}, site());
    expect([stderr, code]).toEqual(['', 0]);
    expect((await shop.record(orderIn(stdout)))?.customerName).toBe('Smoke test: do not ship');
  });

  it('fails in one line when the token is not one', async () => {
    const { stderr, code } = await run({ SMOKE_TOKEN: 'nonsense' }, site());
    expect(code).toBe(1);
    expect(stderr).toMatch(/^POST \S+\/api\/orders: 401 .*unauthenticated.*\n$/);
  });

  it('fails where the API answers past the distribution', async () => {
    const { stderr, code } = await run(await testUser(), site(), '--closed', outputOf(shop.engine, 'ApiUrl'));
    expect(code).toBe(1);
    expect(stderr).toMatch(/products gave 200 and not 403\n$/);
  });

  it('says how it is called', async () => {
    const { stderr, code } = await run({}, 'https://shop.example.com/');
    expect(code).toBe(1);
    expect(stderr).toMatch(/^usage: npm run smoke -- URL/);
  });
});

describe('signing in by password, without a page', () => {
  const attempt = async (ClientId: string) =>
    shop.engine.call('cognito-idp', 'InitiateAuth', {
      AuthFlow: 'USER_PASSWORD_AUTH',
      ClientId,
      AuthParameters: { USERNAME: shopper.email, PASSWORD: shopper.password },
    });

  it.each(['UserPoolClientId', 'SmokeClientId'])('is open to nobody who has a password alone: %s', async (client) => {
    await expect(attempt(outputOf(shop.engine, client))).rejects.toMatchObject({ code: 'InvalidParameterException' });
  });
});
