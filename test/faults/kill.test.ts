import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { until } from 'local-aws/testing';
import { afterEach, describe, expect, inject, it } from 'vitest';
import { signInAs } from '../../local/sign-in-as.ts';
import { createHttpClient } from '../bench/http-client.ts';
import { type ShopProcess, startShopProcess } from './shop-process.ts';

const dataDir = mkdtempSync(join(tmpdir(), 'orders-'));
let running: ShopProcess | undefined;
afterEach(async () => {
  await running?.kill();
  rmSync(dataDir, { recursive: true, force: true });
});

describe('kill -9 with 200 orders in flight', () => {
  it('loses no accepted order and processes each once after the restart', async () => {
    const http = createHttpClient(32);
    const orders = Array.from({ length: 200 }, (_, index) => ({
      key: `order-${index}`,
      body: JSON.stringify({ customerName: 'John Doe', product: 'Laptop', quantity: (index % 2) + 1 }),
    }));
    const accepted = new Map<string, string>();
    const submit = async ({ engine }: ShopProcess, onAccepted: () => void): Promise<void> => {
      const token = await signInAs(engine, 'shopper@example.com');
      const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
      const url = `${engine.outputs.ApiUrl}orders`;
      await Promise.allSettled(
        orders.map(async ({ key, body }) => {
          const answer = await http.send('POST', url, { ...headers, 'idempotency-key': key }, body);
          if (answer.status !== 202) return;
          const { orderId } = JSON.parse(answer.body) as { orderId: string };
          const earlier = accepted.get(key);
          if (earlier !== undefined && earlier !== orderId) throw new Error(`${key} is ${earlier} and ${orderId}`);
          accepted.set(key, orderId);
          onAccepted();
        }),
      );
    };

    const first = await startShopProcess({ assembly: inject('assembly'), dataDir });
    running = first;
    await submit(first, () => {
      if (accepted.size === 150) void first.kill();
    });
    await first.kill();
    const acceptedBefore = new Set(accepted.values());
    expect(acceptedBefore.size).toBeGreaterThanOrEqual(150);

    const restarted = await startShopProcess({ assembly: inject('assembly'), dataDir });
    running = restarted;
    const { shop } = restarted;
    await until(
      'every accepted order is Processed',
      async () => {
        const records = await shop.records();
        const done = new Set(
          records.filter(({ status }) => status === 'Processed').map(({ orderId }) => String(orderId)),
        );
        return [...acceptedBefore].every((orderId) => done.has(orderId));
      },
      60,
    );

    // Who got no answer sends again under the same key; who got one and sends again changes nothing.
    await submit(restarted, () => {});
    expect(accepted.size).toBe(200);
    await until(
      'all are Processed and their executions ended',
      async () => {
        const [records, executions] = [await shop.records(), await shop.executions()];
        return (
          records.length >= 200 &&
          records.every(({ status }) => status === 'Processed') &&
          executions.every(({ status }) => status === 'SUCCEEDED')
        );
      },
      60,
    );
    const records = (await shop.records()).map(({ orderId }) => String(orderId)).sort();
    const executions = (await shop.executions()).map(({ name }) => String(name)).sort();
    expect(records).toEqual([...accepted.values()].sort());
    expect(executions).toEqual(records);
    http.close();
  });
});
