import { randomUUID } from 'node:crypto';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { EngineError, fail } from 'local-aws';
import { requireRunning } from 'local-aws/client';
import * as z from 'zod';
import { orderExecutionSchema } from '../lambdas/core/contract/support.ts';
import { signInAs } from './sign-in-as.ts';

const USAGE = 'usage: npm run order -- PRODUCT [QUANTITY] [--as EMAIL] [--name "CUSTOMER NAME"] [--data DIR]';
const acceptedSchema = z.object({ orderId: z.string(), status: z.string() });
const orderSchema = z.object({ status: z.string(), reasons: z.array(z.string()).optional() });
const failedSchema = orderExecutionSchema.pick({ execution: true, failure: true }).required();
const GIVE_UP_AFTER_SECONDS = 60;
/** An order takes less than a second; whatever takes longer is looked at that often, as support. */
const LOOKS_A_SECOND = 10;

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
  const api = running.outputs.ApiUrl ?? `${running.siteOrigin}/api/`;
  const begun = performance.now();
  const say = (line: string): void => console.log(`${(performance.now() - begun).toFixed().padStart(6)} ms  ${line}`);

  const { orderId, status } = acceptedSchema.parse(
    await request(`${api}orders`, token, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'idempotency-key': randomUUID() },
      body: JSON.stringify({ customerName: values.name, product, quantity: Number(quantity) }),
    }),
  );
  say(`${status}  ${orderId}`);
  const page = `${running.siteOrigin}/support/orders/${orderId}`;
  for (let look = 1; look < GIVE_UP_AFTER_SECONDS * LOOKS_A_SECOND; look += 1) {
    const order = await request(`${api}orders/${orderId}`, token);
    const { status: now, reasons } = orderSchema.parse(order);
    if (now !== status) {
      say(`${now}${reasons ? `: ${reasons.join('; ')}` : ''}`);
      return console.log(JSON.stringify(order, null, 2));
    }
    if (look % LOOKS_A_SECOND === 0) {
      const staff = await signInAs(running, 'support@example.com').catch(() => '');
      const trace = await request(`${api}support/orders/${orderId}/execution`, staff).catch(() => undefined);
      const { execution, failure } = failedSchema.safeParse(trace).data ?? {};
      const { state = 'no state', error = 'no error' } = failure ?? {};
      if (execution) throw new EngineError(`${execution.status} at ${state}: ${error}; see ${page}`);
    }
    await new Promise((wake) => setTimeout(wake, 1000 / LOOKS_A_SECOND));
  }
  throw new EngineError(`still ${status} after ${GIVE_UP_AFTER_SECONDS} s; see ${page}`);
};

const request = async (url: string, token: string, init: RequestInit = {}): Promise<unknown> => {
  const response = await fetch(url, { ...init, headers: { ...init.headers, authorization: `Bearer ${token}` } });
  if (!response.ok) throw new EngineError(`${url}: ${response.status} ${await response.text()}`);
  return await response.json();
};

await main().catch(fail);
