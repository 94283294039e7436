import { execFile } from 'node:child_process';
import { resolve } from 'node:path';
import { promisify } from 'node:util';
import { announceRunning } from 'local-aws/client';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Shop, startShop } from '../helpers/shop.ts';
import { failingTask } from './support/staff.ts';

const task = failingTask();
let shop: Shop;

beforeAll(async () => {
  shop = await startShop({ intercept: task.intercept });
  const { dataDir, siteOrigin, awsOrigin, outputs } = shop.engine;
  announceRunning(dataDir, { pid: process.pid, siteOrigin, awsOrigin, outputs: { ...outputs } });
});
afterAll(() => shop.engine.dispose());
beforeEach(() => {
  task.fault.of = undefined;
});

/** Runs the command as `npm run order` does; gives its exit code, what it said, and how long it took. */
const order = async (...args: string[]) => {
  const launch = resolve(import.meta.dirname, '../../local/launch.mjs');
  const command = ['--disable-warning=ExperimentalWarning', launch, 'order', ...args, '--data', shop.engine.dataDir];
  const begun = performance.now();
  const { stdout, stderr, code } = await promisify(execFile)(process.execPath, command).then(
    (output) => ({ ...output, code: 0 }),
    (error: { stdout: string; stderr: string; code: number }) => error,
  );
  return { stdout, stderr, code, seconds: (performance.now() - begun) / 1000 };
};

describe('npm run order', () => {
  it('follows an order to its end', async () => {
    const { stdout, stderr, code } = await order('Laptop', '2');
    expect([stderr, code]).toEqual(['', 0]);
    expect(stdout).toMatch(/^ +\d+ ms {2}Received {2}\S+\n +\d+ ms {2}Processed\n\{\n/);
  });

  it('says at once where its execution failed, with what, and where support sees it', async () => {
    task.fault.of = /PersistOrder/;
    const { stdout, stderr, code, seconds } = await order('Laptop');
    const [, orderId = 'none'] = /Received {2}(\S+)\n$/.exec(stdout) ?? [];
    const page = `${shop.engine.siteOrigin}/support/orders/${orderId}`;
    expect([stderr, code]).toEqual([
      `error: FAILED at PersistOrder: Lambda.InvalidParameterValueException; see ${page}\n`,
      1,
    ]);
    // Without a look at the execution it waits for a minute.
    expect(seconds).toBeLessThan(30);
  });

  it('says how it is called', async () => {
    expect(await order()).toMatchObject({ stderr: expect.stringMatching(/^error: usage: npm run order/), code: 1 });
  });
});
