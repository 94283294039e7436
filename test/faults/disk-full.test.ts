import { spawnSync } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { until } from 'local-aws/testing';
import { afterAll, describe, expect, it } from 'vitest';
import { signInAs } from '../../local/sign-in-as.ts';
import { type EngineProcess, startEngineProcess } from '../bench/engine-process.ts';
import { createHttpClient } from '../bench/http-client.ts';

/** A disk of its own, some times as large as the data folder of a shop without orders (45 MB): only root may have one. */
const disk = mkdtempSync(join(tmpdir(), 'disk-'));
const mounted =
  process.platform === 'linux' && spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=128m', 'tmpfs', disk]).status === 0;
const dataDir = join(disk, 'data');
const filler = join(disk, 'filler');
let engine: EngineProcess | undefined;
afterAll(async () => {
  await engine?.kill('SIGKILL');
  if (mounted) spawnSync('umount', ['-l', disk]);
  rmSync(disk, { recursive: true, force: true });
});

const fill = (): void => {
  const file = openSync(filler, 'w');
  for (const size of [1 << 20, 4096]) {
    try {
      for (;;) writeSync(file, Buffer.alloc(size));
    } catch {
      // No more of this size.
    }
  }
  closeSync(file);
};

const order = { customerName: 'John Doe', product: 'Laptop', quantity: 1 };

/** Places orders until the engine is gone; gives those that it accepted. */
const placeOrders = async ({ running, child }: EngineProcess, most: number, onAccepted: () => void) => {
  const http = createHttpClient(8);
  const headers = {
    authorization: `Bearer ${await signInAs(running, 'shopper@example.com')}`,
    'content-type': 'application/json',
  };
  const accepted: string[] = [];
  const place = async (): Promise<void> => {
    while (child.exitCode === null && accepted.length < most) {
      const body = JSON.stringify(order);
      const answer = await http.send('POST', `${running.outputs.ApiUrl}orders`, headers, body).catch(() => undefined);
      if (answer?.status !== 202) continue;
      accepted.push(JSON.parse(answer.body).orderId);
      onAccepted();
    }
  };
  await Promise.all(Array.from({ length: 8 }, place));
  http.close();
  return accepted;
};

describe.skipIf(!mounted)('a full disk', () => {
  it('ends the engine with one clear line; with room again, no accepted order is lost', async () => {
    engine = await startEngineProcess(dataDir);
    let errors = '';
    const first = engine;
    first.child.stderr?.on('data', (chunk) => {
      errors += chunk;
    });
    let count = 0;
    const accepted = await placeOrders(first, 3000, () => {
      count += 1;
      if (count === 20) fill();
    });
    await until('it has ended', () => first.child.exitCode !== null, 20);
    expect(first.child.exitCode).toBe(1);
    expect(errors.trim().split('\n')).toEqual([
      expect.stringMatching(
        /^error: the disk is full: \S+ takes no more \(.*\)\. All that was accepted is kept: make room/,
      ),
    ]);
    rmSync(filler);

    engine = await startEngineProcess(dataDir);
    const { running } = engine;
    const token = await signInAs(running, 'shopper@example.com');
    const http = createHttpClient(8);
    const isProcessed = async (orderId: string): Promise<boolean> => {
      const url = `${running.outputs.ApiUrl}orders/${orderId}`;
      const answer = await http.send('GET', url, { authorization: `Bearer ${token}` });
      return answer.status === 200 && JSON.parse(answer.body).status === 'Processed';
    };
    const waiting = async (): Promise<number> => {
      const headers = { 'x-amz-target': 'AmazonSQS.GetQueueAttributes', 'content-type': 'application/x-amz-json-1.0' };
      const QueueUrl = running.outputs.OrderQueueUrl;
      const body = JSON.stringify({ QueueUrl, AttributeNames: ['All'] });
      const { Attributes } = JSON.parse((await http.send('POST', `${running.awsOrigin}/`, headers, body)).body);
      return Number(Attributes.ApproximateNumberOfMessages) + Number(Attributes.ApproximateNumberOfMessagesNotVisible);
    };
    // A message that was received in that moment, and not noted as received, comes again after its visibility timeout of minutes.
    await until('every accepted order is processed, or its message still in the queue', async () => {
      const processed = await Promise.all(accepted.map(isProcessed));
      return processed.filter((done) => !done).length <= (await waiting()) && (await waiting()) <= 20;
    });
    http.close();
  });
});
