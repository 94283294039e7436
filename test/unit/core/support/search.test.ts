import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { TracedRecord } from '../../../../lambdas/core/support/ports.ts';
import { bucketOf, SHARDS, searchBucket } from '../../../../lambdas/core/support/search-index.ts';
import { createSearchOrders } from '../../../../lambdas/core/support/search-orders.ts';
import { aProcessedRecord, aReceivedRecord, aRejectedRecord } from '../../../helpers/factories.ts';
import { fakeSearch } from './fakes.ts';

const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const now = () => new Date('2025-11-03T12:00:00Z');

const orderId = fc
  .array(fc.constantFrom(...ALPHABET), { minLength: 16, maxLength: 16 })
  .map((characters) => characters.join('').replace(/(.{4})(?=.)/g, '$1-'));
/** Few seconds, so that many orders share one. */
const timestamp = fc
  .tuple(fc.constantFrom('2025-11-02', '2025-11-03'), fc.integer({ min: 0, max: 3 }))
  .map(([day, second]) => `${day}T00:00:0${second}Z`);
const record = fc
  .tuple(
    orderId,
    timestamp,
    fc.constantFrom('Received', 'Processed', 'Rejected'),
    fc.constantFrom('A@x.com', 'b@x.com'),
  )
  .map(([id, at, status, email]): TracedRecord => {
    const order = { orderId: id, timestamp: at, email };
    if (status === 'Rejected') return { ...aRejectedRecord(), ...order };
    return status === 'Received' ? aReceivedRecord(order) : aProcessedRecord(order);
  });
const records = fc.uniqueArray(record, { selector: (each) => each.orderId, maxLength: 120 });

const allPages = async (
  search: ReturnType<typeof createSearchOrders>,
  query: Parameters<ReturnType<typeof createSearchOrders>>[0],
): Promise<string[]> => {
  const found: string[] = [];
  for (let cursor: string | undefined, pages = 0; pages === 0 || cursor !== undefined; pages += 1) {
    expect(pages).toBeLessThan(50);
    const page = await search({ ...query, ...(cursor !== undefined && { cursor }) });
    if (page === 'bad-cursor' || 'message' in page) throw new Error('its own search or cursor is refused');
    found.push(...page.orders.map((order) => order.orderId));
    cursor = page.cursor;
  }
  return found;
};

const newestFirst = (found: readonly TracedRecord[]): string[] =>
  found
    .toSorted((a, b) => (`${a.timestamp}#${a.orderId}` < `${b.timestamp}#${b.orderId}` ? 1 : -1))
    .map((each) => each.orderId);

describe('the pages of a search', () => {
  it.each([
    [{ day: '2025-11-02' }, (each: TracedRecord) => each.timestamp.startsWith('2025-11-02')],
    [{ status: 'Received' as const }, (each: TracedRecord) => each.status === 'Received'],
    [
      { status: 'Processed' as const, day: '2025-11-03' },
      (each: TracedRecord) => each.status === 'Processed' && each.timestamp.startsWith('2025-11-03'),
    ],
    [{}, () => true],
    [
      { from: '2025-10-20T22:00:00Z', to: '2025-11-03T00:00:02Z' },
      (each: TracedRecord) => each.timestamp < '2025-11-03T00:00:02Z',
    ],
    [{ from: '2025-11-02T00:00:02Z' }, (each: TracedRecord) => each.timestamp >= '2025-11-02T00:00:02Z'],
    [
      { from: '2025-11-02T00:00:01Z', to: '2025-11-04T00:00:00Z', status: 'Rejected' as const, product: ' LAPTOP ' },
      (each: TracedRecord) =>
        each.status === 'Rejected' && each.timestamp >= '2025-11-02T00:00:01Z' && each.product === 'Laptop',
    ],
    [
      { day: '2025-11-02', product: 'laptop' },
      (each: TracedRecord) => each.timestamp.startsWith('2025-11-02') && each.product === 'Laptop',
    ],
    [
      { email: 'b@x.com', from: '2025-11-02T00:00:01Z', to: '2025-11-03T00:00:01Z', product: 'Laptop' },
      (each: TracedRecord) =>
        each.email === 'b@x.com' &&
        each.timestamp >= '2025-11-02T00:00:01Z' &&
        each.timestamp < '2025-11-03T00:00:01Z' &&
        each.product === 'Laptop',
    ],
    [{ email: 'a@X.com' }, (each: TracedRecord) => each.email === 'A@x.com'],
    [
      { email: 'b@x.com', status: 'Rejected' as const },
      (each: TracedRecord) => each.email === 'b@x.com' && each.status === 'Rejected',
    ],
    [
      { email: 'b@x.com', day: '2025-11-02' },
      (each: TracedRecord) => each.email === 'b@x.com' && each.timestamp.startsWith('2025-11-02'),
    ],
  ])('by %j hold every order that matches, once, newest first', async (query, matches) => {
    await fc.assert(
      fc.asyncProperty(records, async (stored) => {
        const found = await allPages(createSearchOrders(fakeSearch(stored), now), query);
        expect(found).toEqual(newestFirst(stored.filter(matches)));
      }),
      { numRuns: 60 },
    );
  });
});

describe('a search', () => {
  const search = createSearchOrders(fakeSearch([]), now);

  it('of many days says how far it looked, and goes on from there to their beginning', async () => {
    const from = '2025-10-01T00:00:00Z';
    const looked: (string | undefined)[] = [];
    let cursor: string | undefined;
    do {
      const page = await search({ from, to: '2025-10-31T12:00:00Z', ...(cursor !== undefined && { cursor }) });
      if (page === 'bad-cursor' || 'message' in page) throw new Error('refused');
      expect(page.orders).toEqual([]);
      looked.push(page.lookedBackTo);
      cursor = page.cursor;
    } while (cursor !== undefined);
    expect(looked.at(-1)).toBeUndefined();
    expect(looked.slice(0, -1)).toEqual(looked.slice(0, -1).toSorted().reverse());
    expect(looked[0]).toBe('2025-10-22T00:00:00Z');
    expect(looked.length).toBeLessThan(6);
  });

  it.each([
    [{ product: 'Laptop' }, 'product', 'of which days, or of which customer'],
    [{ product: 'Laptop', status: 'Processed' as const }, 'product', 'of which days'],
    [{ orderId: '7K3M' }, 'orderId', 'no index finds a part of it'],
    [{ to: '2025-10-01T00:00:00Z' }, 'from', 'needs its beginning'],
    [{ from: '2025-10-02T00:00:00Z', to: '2025-10-01T00:00:00Z' }, 'to', 'ends after it begins'],
    [{ from: '2025-10-01T00:00:00Z', to: '2025-10-01T00:00:00Z' }, 'to', 'ends after it begins'],
    [{ from: '2020-10-01T00:00:00Z', to: '2025-10-01T00:00:00Z' }, 'to', '366 days at most'],
    [{ day: '2025-10-01', from: '2025-10-01T00:00:00Z' }, 'day', 'not both'],
  ])('that no index serves, %j, is refused with what to do instead', async (query, path, message) => {
    expect(await search(query)).toEqual({ path, message: expect.stringContaining(message) });
  });
});

describe('a bucket', () => {
  it('is one of those that a search asks, for any order', () => {
    fc.assert(
      fc.property(record, (each) => {
        const asked = SHARDS.map((shard) => bucketOf(each.status, each.timestamp.slice(0, 10), shard));
        expect(asked).toContain(searchBucket(each.status, each));
      }),
    );
  });

  it('takes about as many orders as each other', () => {
    const counts = new Map<string, number>();
    for (const first of ALPHABET) {
      const bucket = searchBucket('Received', { orderId: `${first}AAA`, timestamp: '' });
      counts.set(bucket, (counts.get(bucket) ?? 0) + 1);
    }
    expect([...counts.values()].sort()).toEqual([7, 8, 8, 9]);
  });
});

it('a search asks the address’s own partition, or the shards of the days in question, and nothing else', async () => {
  const search = fakeSearch([]);
  const searchOrders = createSearchOrders(search, now);
  await searchOrders({ email: ' X@Y.com ' });
  expect(search.queries.splice(0)).toEqual(['x@y.com']);
  await searchOrders({ status: 'Rejected', day: '2025-01-01' });
  expect(search.queries.splice(0)).toEqual([
    ...SHARDS.map((shard) => `Rejected#2025-01-01#${shard}`),
    ...SHARDS.map((shard) => `Unmailed#${shard}`),
  ]);
  await searchOrders({});
  expect(search.queries).toHaveLength(4 + 2 + 3 * 2 * 4 + 4 + 1 + 1);
});
