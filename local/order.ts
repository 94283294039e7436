import { randomUUID } from 'node:crypto';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { EngineError, fail } from 'local-aws';
import { requireRunning } from 'local-aws/client';
import * as z from 'zod';
import { signInAs } from './sign-in-as.ts';

const USAGE = 'usage: npm run order -- PRODUCT [QUANTITY] [--as EMAIL] [--name "CUSTOMER NAME"] [--data DIR]';
const acceptedSchema = z.object({ orderId: z.string(), status: z.string() });
const orderSchema = z.object({ status: z.string(), reasons: z.array(z.string()).optional() });
const GIVE_UP_AFTER_MS = 60_000;

const main = async (): Promise<void> => {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      as: { type: 'string', default: 'shopper@example.com' },
      name: { type: 'string', default: 'Sam Shopper' },
      data: { type: 'string', default: resolve(import.meta.dirname, '../.local') },
    },
  });
  const [product, quantity = '1'] = positionals;
  if (!product || !/^\d+$/.test(quantity)) throw new EngineError(USAGE);
  const running = await requireRunning(resolve(process.env.INIT_CWD ?? process.cwd(), values.data));
  const token = await signInAs(running, values.as);
  const orders = `${running.outputs.ApiUrl ?? `${running.siteOrigin}/api/`}orders`;
  const startedAt = performance.now();
  const say = (line: string): void =>
    console.log(`${(performance.now() - startedAt).toFixed(0).padStart(6)} ms  ${line}`);

  const { orderId, status } = acceptedSchema.parse(
    await request(orders, token, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'idempotency-key': randomUUID() },
      body: JSON.stringify({ customerName: values.name, product, quantity: Number(quantity) }),
    }),
  );
  say(`${status}  ${orderId}`);
  while (performance.now() - startedAt < GIVE_UP_AFTER_MS) {
    const order = await request(`${orders}/${orderId}`, token);
    const { status: now, reasons } = orderSchema.parse(order);
    if (now !== status) {
      say(`${now}${reasons ? `: ${reasons.join('; ')}` : ''}`);
      console.log(JSON.stringify(order, null, 2));
      return;
    }
    await new Promise((wake) => setTimeout(wake, 100));
  }
  throw new EngineError(
    `order ${orderId} is still ${status} after ${GIVE_UP_AFTER_MS / 1000} s; look at its execution`,
  );
};

const request = async (url: string, token: string, init: RequestInit = {}): Promise<unknown> => {
  const response = await fetch(url, { ...init, headers: { ...init.headers, authorization: `Bearer ${token}` } });
  if (!response.ok)
    throw new EngineError(`${init.method ?? 'GET'} ${url}: ${response.status} ${await response.text()}`);
  return await response.json();
};

await main().catch(fail);
