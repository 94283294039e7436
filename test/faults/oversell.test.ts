import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { until } from 'local-aws/testing';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { aProduct } from '../helpers/factories.ts';
import { outputOf } from '../helpers/shop.ts';
import { watchTopic } from '../helpers/watch-topic.ts';
import { type MortalShop, startMortalShop } from './mortal-shop.ts';
import { type Books, booksOf, isSettled, soldOf } from './oversell-books.ts';
import { createCrowd, ordersOf, type PlacedOrder } from './oversell-customers.ts';
import { type ShopProcess, startShopProcess } from './shop-process.ts';
import { withShortWaits } from './short-waits.ts';

/** The whole of it: `OVERSELL_ORDERS=1000`. */
const ORDERS = Number(process.env.OVERSELL_ORDERS ?? 200);
const CLIENTS = 64;
/** As scarce for few orders as for all: 300 units of ten products for 1,000. */
const STOCK = Math.ceil((ORDERS * 30) / 1000);
const PRODUCTS = Array.from({ length: 10 }, (_, index) => `Scarce ${index}`);
const STORM = { seed: 12, failing: 5, lost: 5, doubled: 5, conflicting: 10 };
const PATIENCE_SECONDS = 60 + ORDERS / 4;

const dataDir = mkdtempSync(join(tmpdir(), 'orders-'));
let assembly = '';
let shop: MortalShop | undefined;
afterAll(async () => {
  await shop?.end();
  for (const folder of [dataDir, assembly]) rmSync(folder, { recursive: true, force: true });
});

/** Scarce products. */
const stockUp = async ({ engine, clients }: ShopProcess['shop']): Promise<void> => {
  const TableName = outputOf(engine, 'ProductsTableName');
  for (const product of PRODUCTS) {
    const Item = aProduct({ product, name: product, unitPriceCents: 1_000, stock: STOCK });
    await clients.tables.send(new PutCommand({ TableName, Item }));
  }
};

/** Has everybody do what they do about their orders, until nothing more will happen. */
const untilSettled = (
  orders: readonly PlacedOrder[],
  crowd: ReturnType<typeof createCrowd>,
  current: () => Promise<ShopProcess>,
): Promise<Books> =>
  until(
    'every order has its outcome, or a question that its customer leaves open',
    async () => {
      // A shop that dies meanwhile is looked at again once it stands.
      const books = await booksOf((await current()).shop).catch(() => undefined);
      if (!books) return undefined;
      const acting = orders.map(async (order) => {
        const record = books.records.get(order.orderId ?? '');
        if (record && crowd.isUp(order, record)) await crowd.act(order, record);
      });
      await Promise.all(acting);
      return orders.every((order) => isSettled(order, books)) ? books : undefined;
    },
    PATIENCE_SECONDS,
  );

describe('many orders for few products, in a storm, with two kill -9', () => {
  let books: Books;
  let orders: readonly PlacedOrder[];
  let announced: ReadonlySet<string>;
  let deaths = 0;
  const decided = () => [...books.records.values()];

  beforeAll(
    async () => {
      assembly = withShortWaits(inject('assembly'));
      shop = await startMortalShop((died) =>
        startShopProcess({ assembly, dataDir, storm: { ...STORM, seed: STORM.seed + died } }),
      );
      const { kill, current } = shop;
      const { shop: first } = await current();
      await stockUp(first);
      const announcements = await watchTopic(first.clients, outputOf(first.engine, 'OrderEventsTopicArn'));
      orders = ordersOf(ORDERS, PRODUCTS, STORM.seed);
      const crowd = createCrowd(CLIENTS, current);
      const placing = crowd.placeAll(orders, (placed) => {
        if (placed === Math.floor(ORDERS / 3) || placed === Math.floor((ORDERS * 2) / 3)) kill();
      });
      [books] = await Promise.all([untilSettled(orders, crowd, current), placing]);
      crowd.close();
      deaths = shop.deaths();
      const { shop: last } = await current();
      const messages = await until('each outcome and each open question was announced', async () => {
        const seen = new Set((await announcements(last.clients)).map(({ orderId, status }) => `${orderId} ${status}`));
        return decided().every(({ orderId, status }) => seen.has(`${orderId} ${status}`)) && seen;
      });
      announced = messages;
    },
    (PATIENCE_SECONDS + 60) * 1000,
  );

  it('sells what there was, to the unit', () => {
    expect(deaths).toBe(2);
    const sold = soldOf(books, PRODUCTS);
    const sums = PRODUCTS.map((product) => [product, (books.stock.get(product) ?? 0) + (sold[product] ?? 0)]);
    expect(sums).toEqual(PRODUCTS.map((product) => [product, STOCK]));
    expect(PRODUCTS.filter((product) => (books.stock.get(product) ?? -1) < 0)).toEqual([]);
  });

  it('has one record and one execution for each order that was accepted, and one cancellation for each that was sold', () => {
    const orderIds = orders.map(({ orderId }) => String(orderId)).toSorted();
    expect([...books.records.keys()].toSorted()).toEqual(orderIds);
    expect(books.executions.map(({ name }) => name).toSorted()).toEqual(orderIds);
    const givenBack = decided().filter((record) => record.status === 'Cancelled' && record.totalCents !== undefined);
    expect(books.cancellations.map(({ name }) => name).toSorted()).toEqual(
      givenBack.map(({ orderId }) => orderId).toSorted(),
    );
  });

  it('leaves nobody who was not served without a question, a rejection, or the cancellation they wished', () => {
    const habitOf = new Map(orders.map(({ orderId, habit }) => [orderId, habit]));
    const unserved = decided().filter(({ status }) => status !== 'Processed');
    expect(unserved.length).toBeGreaterThan(0);
    const untold = unserved.filter(({ orderId, status }) => !announced.has(`${orderId} ${status}`));
    expect(untold).toEqual([]);
    const unwished = unserved.filter(
      ({ orderId, status }) => status === 'Cancelled' && !habitOf.get(orderId)?.startsWith('cancels'),
    );
    expect(unwished).toEqual([]);
  });
});
