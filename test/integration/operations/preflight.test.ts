import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SENDER_ADDRESS } from '../../helpers/global-setup.ts';
import { type Shop, startShop } from '../../helpers/shop.ts';

const root = resolve(import.meta.dirname, '../../..');
const home = mkdtempSync(join(tmpdir(), 'preflight-home-'));
let shop: Shop;

beforeAll(async () => {
  shop = await startShop();
});
afterAll(async () => {
  await shop?.engine.dispose();
  rmSync(home, { recursive: true, force: true });
});

/** Runs the command as `npm run preflight` does, by somebody with these variables alone. */
const preflight = async (args: readonly string[], variables: Readonly<Record<string, string>> = {}) => {
  const command = ['--disable-warning=ExperimentalWarning', join(root, 'cdk/operations/preflight/run.ts'), ...args];
  // No profile of whoever runs the tests, and no metadata of the machine.
  const env = { PATH: process.env.PATH, HOME: home, AWS_EC2_METADATA_DISABLED: 'true', ...variables };
  const { stdout, stderr, code } = await promisify(execFile)(process.execPath, command, { env }).then(
    (output) => ({ ...output, code: 0 }),
    (error: { stdout: string; stderr: string; code: number }) => error,
  );
  const lines = stdout.trim().split('\n');
  const line = (name: string): string | undefined => lines.find((text) => text.slice(9).startsWith(`${name} `));
  return { lines, line, stderr, code };
};
const onEngine = () => ({
  AWS_ENDPOINT_URL: shop.engine.awsOrigin.replace('localhost', '127.0.0.1'),
  AWS_REGION: 'us-east-1',
  AWS_ACCESS_KEY_ID: 'test',
  AWS_SECRET_ACCESS_KEY: 'test',
});
const PROD = ['-c', 'stage=prod', '-c', 'operationsAddress=ops@example.com'];

/** What the engine does not emulate today. */
const UNASKED = ['bootstrap', 'concurrency', 'login domain', 'CloudFront'];

describe('preflight on the local engine', () => {
  it('sees the stage that runs there, and asserts nothing about what it could not ask', async () => {
    const { lines, line, code, stderr } = await preflight(['-c', `senderAddress=${SENDER_ADDRESS}`], onEngine());
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(line('account')).toMatch(
      /^ok .* 000000000000 in us-east-1, asking http.* in place of AWS, as arn:aws:iam::/,
    );
    expect(line('stack')).toMatch(/^ok .* OrderProcessing is there \(CREATE_COMPLETE\): this is an update$/);
    expect(line('table')).toMatch(/^ok .* Orders is this stack's own$/);
    expect(line('sending')).toMatch(/^ok /);
    for (const name of UNASKED) expect(line(name)).toMatch(/^warning .* could not be asked: [a-z-]+:[A-Za-z]+: /);
    expect(lines.at(-1)).toMatch(`, but ${UNASKED.length} of ${lines.length - 2} lines could not be asked`);
  });

  it('finds the tables of a further stage free, and sees that this is a first deployment', async () => {
    const { line } = await preflight(PROD, onEngine());
    expect(line('stack')).toMatch(/^ok .* no OrderProcessing-prod yet: this is a first deployment$/);
    expect(line('table')).toMatch(/^ok .* no table Orders-prod yet$/);
    expect(line('sender')).toMatch(/^warning .* customers get no mails/);
  });

  it('ends with 1 for a sender that nobody verified', async () => {
    const sender = ['-c', 'senderAddress=a@unknown.example', '-c', 'senderIdentity=unknown.example'];
    const { line, lines, code } = await preflight([...PROD, ...sender], onEngine());
    expect(line('sender')).toMatch(
      /^fault .* To mend: aws sesv2 create-email-identity --email-identity unknown.example/,
    );
    // Sign-up mails go by the same identity.
    expect(line('login mail')).toMatch(/^fault .*unknown\.example/);
    expect(lines.at(-1)).toMatch(/^2 faults, .*: OrderProcessing-prod is not ready to be deployed$/);
    expect(code).toBe(1);
  });
});

describe('preflight without AWS', () => {
  it('ends with 1, and one line, without a region', async () => {
    const { lines, code } = await preflight([]);
    expect(lines).toEqual([
      expect.stringMatching(/^fault {4}account .* no region is set/),
      '',
      '1 fault, 0 warnings, 0 ok: OrderProcessing is not ready to be deployed',
    ]);
    expect(code).toBe(1);
  });

  it('takes the region that the CDK CLI would take, and ends with 1 without credentials', async () => {
    const { lines, code } = await preflight([], { AWS_DEFAULT_REGION: 'eu-west-1' });
    expect(lines[0]).toMatch(/^fault {4}account .* eu-west-1: could not be asked, for want of valid credentials/);
    expect(code).toBe(1);
  });

  it('says of each line that it could not be asked, without a connection', async () => {
    const { lines, code } = await preflight([], { ...onEngine(), AWS_ENDPOINT_URL: 'http://127.0.0.1:1' });
    expect(lines.filter((line) => line.startsWith('ok '))).toEqual([]);
    expect(lines[0]).toMatch(/^warning {2}account .* could not be asked, no connection: sts:GetCallerIdentity/);
    expect(code).toBe(0);
  });

  it('ends with 2 where it is called wrongly', async () => {
    const { stderr, code } = await preflight(['-c', 'stage=prod']);
    expect(stderr).toBe('error: stage prod needs an address that its alarms are mailed to: -c operationsAddress=...\n');
    expect(code).toBe(2);
  });

  it('prints the policy that it needs', async () => {
    const { lines, code } = await preflight(['--permissions']);
    expect(JSON.parse(lines.join('\n'))).toMatchObject({ Version: '2012-10-17' });
    expect(code).toBe(0);
  });
});
