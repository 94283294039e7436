import { AwsError, type Interceptor } from 'local-aws';
import { until } from 'local-aws/testing';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { failuresSchema } from '../../../lambdas/core/contract/attention.ts';
import { supportOrdersSchema } from '../../../lambdas/core/contract/support.ts';
import { type Shop, startShop } from '../../helpers/shop.ts';
import { failingTask, laptop, reaches, staffOf } from './staff.ts';

const { fault, intercept: failTasks } = failingTask();
const events = { isLost: false };
const intercept: Interceptor = (call) => {
  if (events.isLost && call.service === 'events' && call.operation === 'PutEvents') {
    throw new AwsError('InternalError', 'injected: nobody is told', 500);
  }
  return failTasks(call);
};
let shop: Shop;
let staff: Awaited<ReturnType<typeof staffOf>>;
let notified = 0;

beforeAll(async () => {
  shop = await startShop({
    intercept,
    onLog: (source, line) => {
      if (source.includes('NotifyOperations') && line.includes('execution noted')) notified += 1;
    },
  });
  staff = await staffOf(shop);
});
afterEach(() => {
  fault.of = undefined;
  events.isLost = false;
});
afterAll(() => shop.engine.dispose());

const attention = async () => {
  const found = supportOrdersSchema.parse((await staff.search()).body).attention;
  if (!found) throw new Error('nothing is told of what needs a person');
  return found;
};
const failures = async (query = '') => failuresSchema.parse((await staff.get(`failures${query}`)).body);
const open = async (query = '') => (await failures(query)).failures.map(({ orderId }) => orderId);

/** Places an order that fails. */
const failing = async (task = /PersistOrder/): Promise<string> => {
  fault.of = task;
  const orderId = String((await shop.order(laptop)).body.orderId);
  await reaches(shop, orderId, 'FAILED');
  fault.of = undefined;
  return orderId;
};
const isIndexed = (orderId: string, isOpen: boolean) =>
  until(`${orderId} is ${isOpen ? 'open' : 'settled'}`, async () => (await open()).includes(orderId) === isOpen);

describe('the index of failures', () => {
  it('calls no function for an order that goes well', async () => {
    const { body } = await shop.order(laptop);
    await shop.settled(String(body.orderId));
    await reaches(shop, String(body.orderId), 'SUCCEEDED');
    expect(notified).toBe(0);
    expect(await attention()).toMatchObject({ items: [], counts: [], failures: [], more: false, unasked: [] });
  });

  it('has a failure as soon as it happened, by its cause, until it is redriven with success', async () => {
    const [first, second] = [await failing(), await failing()];
    const other = await failing(/ValidateOrder/);
    for (const orderId of [first, second, other]) await isIndexed(orderId, true);
    // A look may find them before their events are worked on.
    await until('each was noted by its event', async () => notified >= 3);
    const { failures: groups, counts } = await attention();
    expect(groups.map(({ state, stopped, count }) => [state, stopped, count])).toEqual([
      ['PersistOrder', false, 2],
      ['ValidateOrder', false, 1],
    ]);
    expect(counts).toEqual([{ problem: 'failed', count: 3, more: false }]);
    const { state, error } = groups[0] ?? {};
    expect(await open(`?${new URLSearchParams({ state: state ?? '', error: error ?? '' })}`)).toEqual([first, second]);
    expect(await open('?state=ValidateOrder')).toEqual([other]);
    expect(await open('?status=ABORTED')).toEqual([]);
    for (const orderId of [first, second, other]) {
      expect((await staff.post(`orders/${orderId}/redrive`)).status).toBe(202);
      await shop.settled(orderId);
      await isIndexed(orderId, false);
    }
    expect(await attention()).toMatchObject({ counts: [], failures: [], lastSettledAt: expect.any(String) });
  });

  it('has the second failure of a redriven execution, and none while it runs', async () => {
    const orderId = await failing();
    await isIndexed(orderId, true);
    const [before] = (await failures()).failures;
    fault.of = /PersistOrder/;
    await staff.post(`orders/${orderId}/redrive`);
    await until('it failed again', async () => {
      const [now] = (await failures()).failures;
      return now !== undefined && now.since > (before?.since ?? '');
    });
    fault.of = undefined;
    await staff.post(`orders/${orderId}/redrive`);
    await shop.settled(orderId);
    await isIndexed(orderId, false);
  });

  it('has the execution that is started afresh in the place of the one that failed', async () => {
    const orderId = await failing();
    await isIndexed(orderId, true);
    fault.of = /PersistOrder/;
    await staff.post(`orders/${orderId}/redrive`, { fresh: true });
    await reaches(shop, `${orderId}-2`, 'FAILED');
    await until('the second one alone is open', async () => {
      const names = (await failures()).failures.map(({ execution }) => execution?.name);
      return names.length === 1 && names[0] === `${orderId}-2`;
    });
    fault.of = undefined;
    await staff.post(`orders/${orderId}/redrive`);
    await shop.settled(orderId);
    await isIndexed(orderId, false);
  });

  it('has a failure and its settlement also where no event tells of them', async () => {
    events.isLost = true;
    const orderId = await failing();
    expect(await open()).toEqual([orderId]);
    await staff.post(`orders/${orderId}/redrive`);
    await shop.settled(orderId);
    await reaches(shop, orderId, 'SUCCEEDED');
    expect(await open()).toEqual([]);
  });

  it('has no failure any more whose order was cancelled and its customer told so', async () => {
    const orderId = await failing();
    await isIndexed(orderId, true);
    await staff.post(`orders/${orderId}/cancel`, { reason: 'It cannot be had.' });
    const record = await shop.record(orderId);
    // An order that is not decided is cancelled only where a question is open: it stays to be redriven.
    expect((await open()).includes(orderId)).toBe(record?.status !== 'Cancelled');
    await staff.post(`orders/${orderId}/redrive`);
    await shop.settled(orderId);
    await isIndexed(orderId, false);
  });
});

describe('GET /support/failures', () => {
  it.each([
    ['?product=Laptop', 'invalid-parameters'],
    ['?status=SUCCEEDED', 'invalid-request'],
    ['?machine=Other', 'invalid-request'],
    ['?cursor=bm90IGEgY3Vyc29y', 'invalid-cursor'],
  ])('refuses %s', async (query, code) => {
    expect(await staff.get(`failures${query}`)).toMatchObject({ status: 400, body: { code } });
  });

  it('takes a hundred failures page by page, oldest first', { timeout: 60_000 }, async () => {
    fault.of = /PersistOrder/;
    const placed = await Promise.all(
      Array.from({ length: 100 }, async () => String((await shop.order(laptop)).body.orderId)),
    );
    await until(
      'all have failed',
      async () => (await attention()).counts.some(({ problem, count }) => problem === 'failed' && count === 100),
      40,
    );
    fault.of = undefined;
    const found: { orderId: string; since: string }[] = [];
    let cursor: string | undefined;
    do {
      const page = await failures(cursor === undefined ? '' : `?cursor=${cursor}`);
      expect(page.failures.length).toBeLessThanOrEqual(20);
      found.push(...page.failures);
      cursor = page.cursor;
    } while (cursor !== undefined);
    expect(found.map(({ orderId }) => orderId).sort()).toEqual(placed.sort());
    const times = found.map(({ since }) => since);
    expect(times).toEqual(times.toSorted());
  });
});
