import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { supportOrdersSchema } from '../../../lambdas/core/contract/support.ts';
import { encodeCursor } from '../../../lambdas/core/shared/cursor.ts';
import { aProcessedRecord, aReceivedRecord, aRejectedRecord } from '../../helpers/factories.ts';
import { outputOf, type Shop, shopper, startShop, support } from '../../helpers/shop.ts';
import { laptop, staffOf, store } from './staff.ts';

let shop: Shop;
let staff: Awaited<ReturnType<typeof staffOf>>;
const log: string[] = [];

beforeAll(async () => {
  shop = await startShop({ onLog: (_source, line) => void log.push(line) });
  staff = await staffOf(shop);
});
afterAll(() => shop.engine.dispose());

const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
/** Ids whose first characters run through all shards. */
const idOf = (number: number): string => {
  const first = ALPHABET[number % 32];
  return `${first}AAA-AAAA-AAAA-${String(number).padStart(4, '0')}`;
};
const ids = (answer: { body: Record<string, unknown> }): string[] =>
  supportOrdersSchema.parse(answer.body).orders.map(({ orderId }) => orderId);
const pages = async (query: Record<string, string>): Promise<string[][]> => {
  const found: string[][] = [];
  let cursor: string | undefined;
  do {
    const answer = await staff.search({ ...query, ...(cursor !== undefined && { cursor }) });
    expect(answer.status).toBe(200);
    found.push(ids(answer));
    cursor = supportOrdersSchema.parse(answer.body).cursor;
  } while (cursor !== undefined);
  return found;
};

describe('the support API', () => {
  it('writes a line for each use that tells who did what, and no personal data', async () => {
    log.length = 0;
    await staff.search({ email: 'John@Example.com' });
    await shop.send('GET', 'support/orders', { token: await shop.token(shopper) });
    const lines = log.filter((line) => line.includes('"audit":true'));
    expect(lines.map((line) => JSON.parse(line.slice(line.indexOf('{'))))).toEqual([
      expect.objectContaining({ action: 'search-orders', by: 'email', outcome: '200', actor: expect.any(String) }),
      expect.objectContaining({ action: 'search-orders', outcome: '403', actor: expect.any(String) }),
    ]);
    expect(lines.join('\n')).not.toMatch(/@|John/i);
  });
});

describe('a search', () => {
  it('finds an order by its id however it is typed', async () => {
    const { body } = await shop.order(laptop);
    const orderId = String(body.orderId);
    await shop.settled(orderId);
    for (const typed of [
      orderId,
      orderId.toLowerCase(),
      orderId.replaceAll('-', ''),
      ` ${orderId.replaceAll('-', ' ')} `,
    ]) {
      expect(ids(await staff.search({ orderId: typed }))).toEqual([orderId]);
    }
    expect(ids(await staff.search({ orderId: '0000-0000-0000-0000' }))).toEqual([]);
    expect(await staff.search({ orderId: orderId.slice(0, 9) })).toMatchObject({
      status: 400,
      body: {
        code: 'invalid-request',
        errors: [{ path: 'orderId', message: expect.stringContaining('whole number') }],
      },
    });
  });

  it('finds the orders of an address in any case, newest first, page after page', async () => {
    for (let number = 0; number < 45; number += 1) {
      const timestamp = `2025-10-${String(1 + Math.floor(number / 2)).padStart(2, '0')}T10:00:00Z`;
      await store(shop, aProcessedRecord({ orderId: idOf(number), email: 'Jane@Example.com', timestamp }));
    }
    const found = await pages({ email: 'jane@EXAMPLE.com' });
    expect(found.map((page) => page.length)).toEqual([20, 20, 5]);
    const all = found.flat();
    expect(new Set(all).size).toBe(45);
    const times = all.map((orderId) => Math.floor(Number(orderId.slice(-4)) / 2));
    expect(times).toEqual(times.toSorted((a, b) => b - a));
  });

  it('of an address can be narrowed to a day and to a status', async () => {
    const email = 'narrow@example.com';
    const timestamp = '2025-09-02T10:00:00Z';
    await store(shop, aProcessedRecord({ orderId: idOf(100), email, timestamp }));
    await store(shop, { ...aRejectedRecord(), orderId: idOf(101), email, timestamp: '2025-09-02T23:59:59Z' });
    await store(shop, aProcessedRecord({ orderId: idOf(102), email, timestamp: '2025-09-03T00:00:00Z' }));
    expect((await pages({ email, day: '2025-09-02' })).flat()).toEqual([idOf(101), idOf(100)]);
    expect((await pages({ email, status: 'Processed' })).flat()).toEqual([idOf(102), idOf(100)]);
    expect((await pages({ email, status: 'Rejected', day: '2025-09-03' })).flat()).toEqual([]);
  });

  it('of a day finds each order of every shard once, in the order of time, with ties and page ends', async () => {
    const day = '2025-08-05';
    const expected: string[] = [];
    for (let number = 200; number < 265; number += 1) {
      // Three orders a second.
      const second = Math.floor((number - 200) / 3);
      const timestamp = `${day}T00:00:${String(second).padStart(2, '0')}Z`;
      await store(shop, aProcessedRecord({ orderId: idOf(number), timestamp }));
      expected.push(`${timestamp} ${idOf(number)}`);
    }
    await store(shop, aProcessedRecord({ orderId: idOf(300), timestamp: '2025-08-06T00:00:00Z' }));
    await store(shop, aProcessedRecord({ orderId: idOf(301), timestamp: '2025-08-04T23:59:59Z' }));
    await store(shop, { ...aRejectedRecord(), orderId: idOf(302), timestamp: `${day}T12:00:00Z` });
    const newestFirst = expected
      .sort()
      .reverse()
      .map((line) => line.slice(-19));
    expect((await pages({ day, status: 'Processed' })).flat()).toEqual(newestFirst);
    expect((await pages({ day })).flat()).toEqual([idOf(302), ...newestFirst]);
    expect((await pages({ day, status: 'Rejected' })).flat()).toEqual([idOf(302)]);
  });

  it('of a range of moments finds what was placed within it, of any or one product', async () => {
    const range = { from: '2025-09-02T22:00:00Z', to: '2025-09-03T22:00:00Z' };
    expect((await pages(range)).flat()).toEqual([idOf(102), idOf(101)]);
    expect((await pages({ ...range, product: 'laptop' })).flat()).toContain(idOf(102));
    expect((await pages({ ...range, product: 'No such' })).flat()).toEqual([]);
    expect((await pages({ ...range, email: 'narrow@example.com', status: 'Processed' })).flat()).toEqual([idOf(102)]);
    expect(await staff.search({ product: 'Laptop' })).toMatchObject({
      status: 400,
      body: { errors: [{ path: 'product' }] },
    });
  });

  it('without a filter shows the newest orders of today and yesterday', async () => {
    const { body } = await shop.order(laptop);
    const orderId = String(body.orderId);
    await shop.settled(orderId);
    const answer = await staff.search();
    expect(ids(answer)[0]).toBe(orderId);
    expect(answer.body.attention).toBeDefined();
    expect((await staff.search({ orderId })).body.attention).toBeUndefined();
  });

  it('says of which days it looked for decided orders, where it names neither day nor customer', async () => {
    const covers = async (query: Record<string, string>) =>
      supportOrdersSchema.parse((await staff.search(query)).body).covers;
    const day = (ago: number): string => new Date(Date.now() - ago * 86_400_000).toISOString().slice(0, 10);
    const some: Record<string, string>[] = [{}, { status: 'Processed' }, { status: 'Rejected' }];
    for (const query of some) {
      expect(await covers(query)).toEqual({ from: day(1), to: day(0) });
    }
    const all: Record<string, string>[] = [
      { status: 'Received' },
      { day: day(3) },
      { email: 'a@b.co' },
      { orderId: idOf(100) },
    ];
    for (const query of all) {
      expect(await covers(query)).toBeUndefined();
    }
  });

  it.each([
    ['before the day', '2025-08-01T00:00:00Z', 0],
    ['of its first moment', '2025-08-05T00:00:00Z', 0],
    ['after the day', '2025-09-30T00:00:00Z', 20],
  ])('of a day goes on from a cursor %s within that day alone', async (_, timestamp, count) => {
    const cursor = encodeCursor({ timestamp, orderId: '0000-0000-0000-0000' });
    for (const query of [{ day: '2025-08-05' }, { day: '2025-08-05', email: 'john@example.com' }]) {
      const answer = await staff.search({ ...(query as Record<string, string>), cursor });
      expect(answer.status).toBe(200);
      const { orders } = supportOrdersSchema.parse(answer.body);
      expect(orders).toHaveLength(count);
      expect(orders.filter((order) => !order.timestamp.startsWith('2025-08-05'))).toEqual([]);
    }
  });

  it('takes no address from a query, which is logged on the way', async () => {
    const answer = await staff.get('orders?email=john%40example.com');
    expect(answer).toMatchObject({ status: 400, body: { code: 'invalid-parameters', errors: [{ path: 'email' }] } });
    expect(ids(await staff.get('orders?day=2025-09-02&status=Processed'))).toEqual([idOf(100)]);
  });

  it.each(['null', '[]', '"x"', '{"emial":"x"}', 'no JSON', ''])('in the body %j is refused', async (body) => {
    expect(await staff.post('orders/search', body)).toMatchObject({ status: 400, body: { code: 'invalid-request' } });
  });

  it.each([
    [{ status: 'Lost' }, 'invalid-request'],
    [{ day: 'yesterday' }, 'invalid-request'],
    [{ day: '2025-02-31' }, 'invalid-request'],
    [{ cursor: 'bm90IGEgY3Vyc29y' }, 'invalid-cursor'],
    [{ email: 'x'.repeat(400) }, 'invalid-request'],
    [{ day: '2025-08-05', cursor: `${'A'.repeat(300)}` }, 'invalid-request'],
  ])('refuses %j', async (query, code) => {
    expect(await staff.search(query)).toMatchObject({ status: 400, body: { code } });
  });

  it.each(["' OR 1=1 --", 'searchEmail = :x', '#', '\u0000', '💻@example.com'])(
    'takes %j for an address and nothing else',
    async (email) => {
      expect(await staff.search({ email })).toMatchObject({ status: 200, body: { orders: [] } });
    },
  );

  it('scans no table', async () => {
    await staff.search();
    expect(shop.engine.usage()['dynamodb:Scan']).toBeUndefined();
  });
});

describe('what needs a person', () => {
  it('lists orders that are Received for over five minutes, and whether they ever began', async () => {
    const minutesAgo = (minutes: number) => `${new Date(Date.now() - minutes * 60_000).toISOString().slice(0, 19)}Z`;
    const late = { orderId: idOf(400), timestamp: minutesAgo(6) };
    await store(shop, aReceivedRecord(late));
    await store(shop, aReceivedRecord({ orderId: idOf(401), timestamp: '2025-01-01T00:00:00Z' }));
    await store(shop, aReceivedRecord({ orderId: idOf(402), timestamp: minutesAgo(4) }));
    const { attention } = supportOrdersSchema.parse((await staff.search()).body);
    expect(attention?.items).toEqual([
      {
        orderId: idOf(401),
        problem: 'delayed',
        since: '2025-01-01T00:00:00Z',
        orderStatus: 'Received',
        customerName: 'John Doe',
      },
      {
        orderId: late.orderId,
        problem: 'delayed',
        since: late.timestamp,
        orderStatus: 'Received',
        customerName: 'John Doe',
      },
    ]);
    expect(attention?.more).toBe(false);
    // Its execution is stopped by hand: from then on it waits for a person, however young it is.
    const { executionArn } = await shop.engine.call<{ executionArn: string }>('states', 'StartExecution', {
      stateMachineArn: outputOf(shop.engine, 'StateMachineArn'),
      name: late.orderId,
      input: '{}',
    });
    await shop.engine.call('states', 'StopExecution', { executionArn, error: 'Stopped', cause: 'by a person' });
    const again = supportOrdersSchema.parse((await staff.search()).body).attention?.items ?? [];
    expect(again.find(({ orderId }) => orderId === late.orderId)).toMatchObject({
      problem: 'failed',
      execution: { name: late.orderId, status: 'ABORTED' },
      failure: { state: 'ValidateOrder', error: 'Stopped', cause: 'by a person' },
    });
  });
});

it('lists an execution that a person stopped just now', async () => {
  const record = aReceivedRecord({ orderId: idOf(404), timestamp: new Date().toISOString().replace(/\.\d+/, '') });
  await store(shop, record);
  const { executionArn } = await shop.engine.call<{ executionArn: string }>('states', 'StartExecution', {
    stateMachineArn: outputOf(shop.engine, 'StateMachineArn'),
    name: record.orderId,
    input: '{}',
  });
  await shop.engine.call('states', 'StopExecution', { executionArn, error: 'Stopped', cause: 'by a person' });
  const { attention } = supportOrdersSchema.parse((await staff.search()).body);
  expect(attention?.items.find(({ orderId }) => orderId === record.orderId)).toMatchObject({
    problem: 'failed',
    execution: { name: record.orderId, status: 'ABORTED' },
    failure: { error: 'Stopped', cause: 'by a person' },
  });
});

it('shows a member of staff the order of somebody else, and notes it', async () => {
  const { body } = await shop.order(laptop, {}, shopper);
  const orderId = String(body.orderId);
  await shop.settled(orderId);
  log.length = 0;
  const read = await shop.send('GET', `orders/${orderId}`, { token: await shop.token(support) });
  expect(read.status).toBe(200);
  const [line] = log.filter((each) => each.includes('"audit":true'));
  expect(JSON.parse(line?.slice(line.indexOf('{')) ?? '')).toMatchObject({
    action: 'read-order',
    orderId,
    outcome: '200',
  });
});
