import { PutCommand } from '@aws-sdk/lib-dynamodb';
import type { OrderRecord } from '../../../lambdas/core/contract/order.ts';
import type { Product } from '../../../lambdas/core/contract/product.ts';
import { createHttpClient } from '../http-client.ts';
import { createBooks } from './books.ts';
import { type BurstShop, GIVE_UP_AFTER_MS, type Scenario, sleep } from './scenario.ts';

/** What is ordered, and what its customer or support does about it: one after the other, over and over. */
const CAST = [
  ['plain', 'nothing'],
  ['plain', 'cancels'],
  ['plain', 'support cancels'],
  ['scarce', 'accepts'],
  ['scarce', 'declines'],
  ['scarce', 'cancels'],
  ['dearer', 'accepts'],
  ['dearer', 'nothing'],
  ['large', 'approves'],
  ['large', 'rejects'],
  ['large', 'nothing'],
] as const;

type Habit = (typeof CAST)[number][1];

const castOf = (index: number) => CAST[index % CAST.length] ?? CAST[0];

/** What is ordered: less than there is, more than there is, at a total that was never so, above the limit of a review. */
const LINES = {
  plain: { product: 'Burst plain', quantity: 1 },
  scarce: { product: 'Burst scarce', quantity: 2 },
  dearer: { product: 'Burst plain', quantity: 1, expectedTotalCents: 1 },
  large: { product: 'Burst large', quantity: 1 },
} as const;

const productsFor = (orders: number): readonly Product[] => {
  const common = { description: 'Of a burst.', currency: 'EUR', maxPerOrder: 5, available: true };
  return [
    { ...common, product: 'Burst plain', name: 'Plain', unitPriceCents: 1_000, stock: orders },
    // Odd, so that the last one is offered to somebody who wants two.
    {
      ...common,
      product: 'Burst scarce',
      name: 'Scarce',
      unitPriceCents: 1_000,
      stock: 2 * Math.ceil(orders / 16) + 1,
    },
    { ...common, product: 'Burst large', name: 'Large', unitPriceCents: 1_000_001, stock: orders },
  ];
};

const LOOK_EVERY_MS = 500;
const CLIENTS = 32;
/** What is tried again at the next look: the order was not as it looked, or too many came at once. */
const LATER = [409, 429, 503];

/** The call that a record gives occasion to; undefined for none. `by` is whose. */
const actOn = (record: OrderRecord, habit: Habit) => {
  const asCustomer = { by: 'shopper@example.com', path: `orders/${record.orderId}` };
  const asSupport = { by: 'support@example.com', path: `support/orders/${record.orderId}` };
  const cancel = (call: typeof asCustomer) => ({
    ...call,
    path: `${call.path}/cancel`,
    body: { reason: 'Of a burst.' },
  });
  if (habit === 'nothing') return undefined;
  if (record.status === 'Processed') {
    if (habit !== 'cancels' && habit !== 'support cancels') return undefined;
    return cancel(habit === 'cancels' ? asCustomer : asSupport);
  }
  if (record.status !== 'AwaitingCustomer' && record.status !== 'UnderReview') return undefined;
  const { id: questionId } = record.question;
  if (habit === 'cancels') return cancel(asCustomer);
  if (record.status === 'UnderReview') {
    const decided = habit === 'rejects' ? { decision: 'reject', reason: 'Of a burst.' } : { decision: 'approve' };
    return { ...asSupport, path: `${asSupport.path}/review`, body: { questionId, ...decided } };
  }
  const answer = habit === 'declines' ? 'decline' : 'accept';
  return { ...asCustomer, path: `${asCustomer.path}/answer`, body: { questionId, answer } };
};

/** Whether nothing more will happen to an order. */
const isSettled = (record: OrderRecord | undefined, habit: Habit): boolean => {
  switch (record?.status) {
    case 'Processed':
      return habit !== 'cancels' && habit !== 'support cancels';
    case 'Rejected':
    case 'Cancelled':
      return true;
    case 'AwaitingCustomer':
    case 'UnderReview':
      return habit === 'nothing';
    default:
      return false;
  }
};

/** Whether a call was taken, and need not be made again. */
const act = async (
  { engine, tokenOf }: BurstShop,
  http: ReturnType<typeof createHttpClient>,
  call: NonNullable<ReturnType<typeof actOn>>,
): Promise<boolean> => {
  const headers = { authorization: `Bearer ${await tokenOf(call.by)}`, 'content-type': 'application/json' };
  const answer = await http.send('POST', `${engine.outputs.ApiUrl}${call.path}`, headers, JSON.stringify(call.body));
  if (answer.status === 202) return true;
  if (LATER.includes(answer.status)) return false;
  throw new Error(`${call.path} was answered ${answer.status}: ${answer.body}`);
};

/** Orders that run out of stock, ask their customers, wait for a review, or are cancelled, beside some that go well. */
export const deciding = (orders: number): Scenario => ({
  prepare: async ({ engine }) => {
    const { client } = createBooks(engine);
    for (const Item of productsFor(orders)) {
      await client.send(new PutCommand({ TableName: engine.outputs.ProductsTableName, Item }));
    }
  },
  bodyOf: (index) => JSON.stringify({ customerName: 'John Doe', ...LINES[castOf(index)[0]] }),
  untilSettled: async (shop, orderIds) => {
    const [books, http] = [createBooks(shop.engine), createHttpClient(CLIENTS)];
    const deadline = Date.now() + GIVE_UP_AFTER_MS;
    // What is on the record does not tell: a wish may be noted, and the call answered with 503 all the same.
    const taken = new Set<string>();
    for (;;) {
      const records = new Map((await books.records()).map((record) => [record.orderId, record]));
      const open = orderIds.filter((orderId, index) => !isSettled(records.get(orderId), castOf(index)[1]));
      if (open.length === 0) break;
      if (Date.now() > deadline) throw new Error(`${open.length} orders did not settle, such as ${open[0]}`);
      const calls = orderIds.flatMap((orderId, index) => {
        const record = records.get(orderId);
        return record ? (actOn(record, castOf(index)[1]) ?? []) : [];
      });
      await Promise.all(
        calls.map(async (call) => {
          const key = JSON.stringify(call);
          if (!taken.has(key) && (await act(shop, http, call))) taken.add(key);
        }),
      );
      await sleep(LOOK_EVERY_MS);
    }
    http.close();
  },
  ends: ['Processed', 'Rejected', 'Cancelled', 'AwaitingCustomer', 'UnderReview'],
  unaccounted: async ({ engine }) => {
    const books = createBooks(engine);
    const [records, stored] = [await books.records(), await books.products()];
    const soldOf = (name: string): number =>
      records
        .flatMap((record) => (record.status === 'Processed' ? record.items : []))
        .filter(({ product, fromStock }) => product === name && fromStock)
        .reduce((sum, { quantity }) => sum + quantity, 0);
    return productsFor(orders).reduce((sum, { product, stock = 0 }) => {
      const left = Number(stored.find((item) => item.product === product)?.stock);
      return sum + Math.abs(stock - left - soldOf(product));
    }, 0);
  },
});
