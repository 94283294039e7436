import { randomUUID } from 'node:crypto';
import * as z from 'zod';
import { SmokeFailure } from './failure.ts';
import { settingsSchema, signInByPages } from './sign-in.ts';

/** What is tried out. */
export interface SmokeOptions {
  /** The address of the pages. */
  readonly url: string;
  /** An ID token of the test user; without one, the ready-made shopper of a laptop signs in. */
  readonly token?: string;
  /** The API's own address, where it must refuse everybody: only a deployment with a web firewall has one to try. */
  readonly closedUrl?: string;
  readonly say: (line: string) => void;
  /** How long an order may take from its acceptance to its end; in seconds. */
  readonly patienceSeconds?: number;
}

/** Who its orders say that they are for, so that nobody who reads one packs it. */
const SMOKE_NAME = 'Smoke test: do not ship';

/** What the smoke test did. */
export interface SmokeResult {
  readonly orderId: string;
}

const productsSchema = z.object({
  products: z
    .array(z.object({ product: z.string(), available: z.boolean().optional(), stock: z.number().optional() }))
    .min(1),
});
const acceptedSchema = z.object({ orderId: z.string(), status: z.literal('Received') });
const cancelAcceptedSchema = z.object({ orderId: z.string(), cancelledBy: z.literal('customer') });
const orderSchema = z.object({
  orderId: z.string(),
  status: z.string(),
  reasons: z.array(z.string()).optional(),
});

/** The product of which there is most, so that no shopper misses what the test takes; what is not counted never ends. */
const plentiful = ({ products }: z.infer<typeof productsSchema>): string | undefined => {
  const left = products.filter(({ available, stock = Infinity }) => available !== false && stock > 0);
  return left.toSorted((a, b) => (b.stock ?? Infinity) - (a.stock ?? Infinity))[0]?.product;
};

/** Does what a shopper does, against a deployment or a laptop: loads the page, signs in, orders, and follows the order to
 * Processed. Also asks what must not be answered. Throws SmokeFailure. */
export const smoke = async (options: SmokeOptions): Promise<SmokeResult> => {
  const { say, closedUrl, patienceSeconds = 60 } = options;
  const site = options.url.replace(/\/*$/, '/');
  const api = `${site}api/`;

  const page = await fetch(site);
  if (!page.ok || !/<html/i.test(await page.text())) throw new SmokeFailure(`${site} is no page: ${page.status}`);
  say('the page is there');
  const settings = await read(`${site}config.json`, settingsSchema);
  const { products } = await read(`${api}products`, productsSchema);
  const product = plentiful({ products });
  if (product === undefined) throw new SmokeFailure('no product is available');
  say(`the catalogue has ${products.length} products`);
  await expectStatus(`${api}orders`, 401);
  say('nobody sees orders without signing in');
  if (closedUrl !== undefined) {
    await expectStatus(`${closedUrl}products`, 403);
    say('the API cannot be reached past the distribution');
  }

  const token = options.token ?? (await signInByPages(site, settings));
  say(`signed in as ${options.token === undefined ? 'the ready-made shopper' : 'the test user'}`);
  const orderId = await placeTwice(`${api}orders`, token, product);
  say(`order ${orderId} is accepted, and accepted once`);
  const order = `${api}orders/${orderId}`;
  await follow(order, token, 'Processed', patienceSeconds);
  say(`order ${orderId} is Processed`);
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
  await read(`${order}/cancel`, cancelAcceptedSchema, { method: 'POST', headers, body: '{}' });
  await follow(order, token, 'Cancelled', patienceSeconds);
  say(`order ${orderId} is Cancelled again, and what it took is back in stock`);
  return { orderId };
};

const read = async <T>(url: string, schema: z.ZodType<T>, init?: RequestInit): Promise<T> => {
  const response = await fetch(url, init);
  const text = await response.text();
  if (!response.ok) throw new SmokeFailure(`${init?.method ?? 'GET'} ${url}: ${response.status} ${text}`);
  const parsed = schema.safeParse(JSON.parse(text));
  if (!parsed.success) throw new SmokeFailure(`GET ${url} gave something else: ${z.prettifyError(parsed.error)}`);
  return parsed.data;
};

const expectStatus = async (url: string, status: number): Promise<void> => {
  const response = await fetch(url);
  await response.body?.cancel();
  if (response.status !== status) throw new SmokeFailure(`GET ${url} gave ${response.status} and not ${status}`);
};

/** The same request twice, as after a lost answer: it must be one order. */
const placeTwice = async (url: string, token: string, product: string): Promise<string> => {
  const init = {
    method: 'POST',
    headers: {
      authorization: `Bearer ${token}`,
      'content-type': 'application/json',
      'idempotency-key': `smoke-${randomUUID()}`,
    },
    body: JSON.stringify({ customerName: SMOKE_NAME, product, quantity: 1 }),
  };
  const first = await read(url, acceptedSchema, init);
  const second = await read(url, acceptedSchema, init);
  if (second.orderId !== first.orderId) throw new SmokeFailure(`one request became two orders: ${second.orderId}`);
  return first.orderId;
};

const follow = async (url: string, token: string, wanted: string, patienceSeconds: number): Promise<void> => {
  const deadline = Date.now() + patienceSeconds * 1000;
  for (;;) {
    const { status, reasons = [] } = await read(url, orderSchema, { headers: { authorization: `Bearer ${token}` } });
    if (status === wanted) return;
    if (status === 'Rejected') throw new SmokeFailure(`the order was rejected: ${reasons.join(' ')}`);
    if (Date.now() > deadline) throw new SmokeFailure(`the order is still ${status} after ${patienceSeconds} s`);
    await new Promise((wake) => setTimeout(wake, 250));
  }
};
