import { rmSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { AwsError, type Interceptor } from 'local-aws';
import { changedAssembly, grantsOf, inboxOf, revoke, until } from 'local-aws/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest';
import { activitySchema } from '../../../lambdas/core/contract/activity.ts';
import {
  type BulkProgress,
  type BulkRequest,
  bulkExecutionSchema,
  bulkProgressSchema,
  bulksSchema,
} from '../../../lambdas/core/contract/bulk.ts';
import { historyPageSchema } from '../../../lambdas/core/contract/support.ts';
import { type Shop, shopper, startShop, support } from '../../helpers/shop.ts';
import { failingTask, laptop, secondsAfter, staffOf } from './staff.ts';

const cable = { customerName: 'John Doe', product: 'Cable', quantity: 1 };

/** How many are redriven at once while a permission is missing: `BULK_ORDERS=500` for as many as one bulk takes, some twelve minutes. */
const ORDERS = Number(process.env.BULK_ORDERS ?? 30);
/** Four at a time, each at least two seconds long, and an order's own time on a busy machine. */
const BULK_SECONDS = 60 + ORDERS * 2;
/** So many customers order at the same time. */
const AT_ONCE = 8;

const task = failingTask();
/** How many answers of the function that acts on one order are lost after it did. */
const lost = { answers: 0 };
const losing: Interceptor = ({ service, operation, input }) => {
  const { FunctionName = '' } = input as { FunctionName?: string };
  if (service !== 'lambda' || operation !== 'Invoke' || !/BulkItem/.test(FunctionName) || lost.answers === 0) return;
  lost.answers -= 1;
  return () => {
    throw new AwsError('ServiceException', 'injected: it was done, its answer is lost', 500);
  };
};

let shop: Shop;
let staff: Awaited<ReturnType<typeof staffOf>>;

beforeAll(async () => {
  shop = await startShop({
    intercept: (call) => {
      task.intercept(call);
      return losing(call);
    },
  });
  staff = await staffOf(shop);
});
afterAll(() => shop.engine.dispose());
beforeEach(() => {
  task.fault.of = undefined;
  lost.answers = 0;
});

let made = 0;
const newId = (): string => `bulk-test-${made++}`;

const haveFailed = (orderIds: readonly string[], seconds: number) =>
  until(
    'all have failed',
    async () => {
      await pause(100);
      const failed = new Set(
        (await shop.executions()).filter(({ status }) => status === 'FAILED').map(({ name }) => name),
      );
      return orderIds.every((orderId) => failed.has(orderId));
    },
    seconds,
  );

const failedOrders = async (count: number): Promise<string[]> => {
  task.fault.of = /PersistOrder/;
  const orderIds: string[] = [];
  for (let index = 0; index < count; index += 1) orderIds.push(String((await shop.order(laptop)).body.orderId));
  await haveFailed(orderIds, 20);
  return orderIds;
};

const start = (request: BulkRequest) => staff.post('bulk', request);
const begun = async (request: BulkRequest): Promise<string> => {
  expect(await start(request)).toMatchObject({ status: 202, body: { id: request.id } });
  return request.id;
};
const look = async (id: string): Promise<BulkProgress> => {
  const answer = await staff.get(`bulk/${id}`);
  expect(answer.status).toBe(200);
  return bulkProgressSchema.parse(answer.body);
};
const ended = (id: string, seconds = 60): Promise<BulkProgress> =>
  until(
    `${id} has ended`,
    async () => {
      const found = await look(id);
      return found.status !== 'RUNNING' && !found.counts['under-way'] && !found.counts.running ? found : undefined;
    },
    seconds,
  );
/** All of a bulk's history. */
const historyOf = async (id: string) => {
  let { events, cursor } = bulkExecutionSchema.parse((await staff.get(`bulk/${id}/execution`)).body);
  const all = [...events];
  while (cursor !== undefined) {
    const answer = await staff.get(`bulk/${id}/execution?cursor=${encodeURIComponent(cursor)}`);
    ({ events, cursor } = historyPageSchema.parse(answer.body));
    all.push(...events);
  }
  return all;
};
const redriving = (orderIds: readonly string[], redriveCount = 0): BulkRequest => ({
  id: newId(),
  action: 'redrive',
  items: orderIds.map((orderId) => ({ orderId, redriveCount })),
});
const mailsAbout = async (orderId: string): Promise<number> => (await inboxOf(shop.engine).about(orderId)).length;
const redriveCounts = async (orderIds: readonly string[]) =>
  new Set(
    (await shop.executions())
      .filter(({ name = '' }) => orderIds.includes(name))
      .map(({ redriveCount }) => redriveCount),
  );

/** The shop without what lets PersistOrder write, as if its permission were revoked in the console. */
const withoutPermission = (): string =>
  changedAssembly(inject('assembly'), (template) => {
    const writes = grantsOf(template).filter(
      ({ logicalId, action }) =>
        logicalId.startsWith('OrderWorkflowPersistOrderRoleDefaultPolicy') && action === 'dynamodb:UpdateItem',
    );
    expect(writes.length).toBeGreaterThan(0);
    for (const grant of writes) revoke(template, grant);
  });

const placed = async (count: number): Promise<string[]> => {
  const orderIds: string[] = [];
  let next = 0;
  const customer = async (): Promise<void> => {
    while (next < count) {
      const index = next++;
      const { status, body } = await shop.order(cable);
      expect(status).toBe(202);
      orderIds[index] = String(body.orderId);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, customer));
  return orderIds;
};

/** Looks at a bulk until it has come to its end, and keeps every state that any look showed. */
const watched = async (id: string) => {
  const seen = new Set<string>();
  const startedAt = performance.now();
  const last = await until(
    `${id} has ended`,
    async () => {
      await pause(ORDERS > 100 ? 2000 : 200);
      const found = await look(id);
      for (const state of Object.keys(found.counts)) seen.add(state);
      return found.status !== 'RUNNING' && !found.counts['under-way'] && !found.counts.running ? found : undefined;
    },
    BULK_SECONDS,
  );
  const items = [...last.items];
  for (let { next } = last; next !== undefined; ) {
    const page = bulkProgressSchema.parse((await staff.get(`bulk/${id}?from=${next}`)).body);
    items.push(...page.items);
    next = page.next;
  }
  return { ...last, items, seen, seconds: (performance.now() - startedAt) / 1000 };
};

const stockOf = async (product: string): Promise<number> => {
  const { products } = (await shop.send('GET', 'products')).body as { products: { product: string; stock: number }[] };
  return Number(products.find((each) => each.product === product)?.stock);
};

/** How many mails about each of these orders are in the inbox. */
const mailCounts = async (orderIds: readonly string[]): Promise<number[]> => {
  const subjects = (await inboxOf(shop.engine).mails()).map(({ subject }) => subject);
  return orderIds.map((orderId) => subjects.filter((subject) => subject.includes(orderId)).length);
};

describe(`${ORDERS} orders at once while PersistOrder may not write`, () => {
  it(
    'fail again, each is told so and none is green; mended, one is tried and then the rest, each once',
    async () => {
      const stock = await stockOf(cable.product);
      const broken = withoutPermission();
      await shop.engine.update(broken);
      const orderIds = await placed(ORDERS);
      await haveFailed(orderIds, BULK_SECONDS);

      const vain = await begun({ ...redriving(orderIds), tryFirst: false });
      const failed = await watched(vain);
      expect(failed.counts).toEqual({ 'failed-again': ORDERS });
      expect(failed.items.map(({ orderId }) => orderId)).toEqual(orderIds);
      expect(new Set(failed.items.map(({ state, error }) => `${state}: ${error}`))).toEqual(
        new Set(['failed-again: AccessDeniedException']),
      );
      expect([...failed.seen]).not.toContain('succeeded');
      expect(await redriveCounts(orderIds)).toEqual(new Set([1]));

      const tried = await watched(await begun(redriving(orderIds, 1)));
      expect(tried).toMatchObject({ tryFirst: true, status: 'SUCCEEDED' });
      expect(tried.counts).toEqual({ 'failed-again': 1, 'not-begun': ORDERS - 1 });
      expect([...tried.seen]).not.toContain('succeeded');

      await shop.engine.update(inject('assembly'));
      rmSync(broken, { recursive: true, force: true });
      const [first = '', ...rest] = orderIds;
      const id = await begun({
        ...redriving(orderIds),
        items: [{ orderId: first, redriveCount: 2 }, ...rest.map((orderId) => ({ orderId, redriveCount: 1 }))],
      });
      const mended = await watched(id);
      expect(mended.counts).toEqual({ succeeded: ORDERS });
      const records = new Map((await shop.records()).map((record) => [record.orderId, record.status]));
      expect(new Set(orderIds.map((orderId) => records.get(orderId)))).toEqual(new Set(['Processed']));
      expect(stock - (await stockOf(cable.product))).toBe(ORDERS);
      await until('each is told', async () => (await mailCounts(orderIds)).every((count) => count > 0), BULK_SECONDS);
      expect(new Set(await mailCounts(orderIds))).toEqual(new Set([1]));

      const { entries } = activitySchema.parse((await staff.get(`activity?orderId=${rest[0]}`)).body);
      expect(entries.map(({ action, by, details, outcome }) => [action, by, details?.bulkId, outcome?.result])).toEqual(
        [
          ['redrive-order', support.email, id, 'done'],
          ['redrive-order', support.email, vain, 'done'],
        ],
      );
      const { bulks } = bulksSchema.parse((await staff.get('bulk')).body);
      expect(bulks[0]).toMatchObject({ id, action: 'redrive', count: ORDERS, by: support.email, status: 'SUCCEEDED' });
      const traced = await historyOf(id);
      expect(traced.filter(({ type }) => type === 'MapIterationSucceeded')).toHaveLength(ORDERS - 1);
      expect(JSON.stringify(traced)).not.toContain('@');
      if (ORDERS < 100) return;
      console.log(
        JSON.stringify({
          orders: ORDERS,
          vain: { seconds: Math.round(failed.seconds), counts: failed.counts, seen: [...failed.seen] },
          tried: { seconds: Math.round(tried.seconds), counts: tried.counts },
          mended: { seconds: Math.round(mended.seconds), counts: mended.counts, events: traced.length },
        }),
      );
    },
    (BULK_SECONDS * 4 + 60) * 1000,
  );
});

describe('many orders at once', () => {
  it('are stopped half way, and the rest is not begun', async () => {
    const orderIds = await failedOrders(15);
    task.fault.of = undefined;
    const id = await begun({ ...redriving(orderIds), tryFirst: false });
    await until('some are done', async () => ((await look(id)).counts.succeeded ?? 0) >= 3);
    expect((await staff.post(`bulk/${id}/stop`, { reason: 'Enough' })).status).toBe(202);
    const stopped = await ended(id);
    expect(stopped).toMatchObject({ status: 'ABORTED', stopped: { by: support.email, reason: 'Enough' } });
    expect(stopped.counts['not-begun']).toBeGreaterThan(0);
    expect((stopped.counts.succeeded ?? 0) + (stopped.counts['not-begun'] ?? 0)).toBe(15);
    expect(await staff.post(`bulk/${id}/stop`, { reason: 'Again' })).toMatchObject({
      status: 409,
      body: { code: 'execution-ended' },
    });
    const left = stopped.items.filter(({ state }) => state === 'not-begun').map(({ orderId }) => orderId);
    for (const orderId of left) expect((await shop.record(orderId))?.status).toBe('Received');
  }, 90_000);

  it('are done once though the request comes twice, and no two bulks run at once', async () => {
    const orderIds = await failedOrders(8);
    task.fault.of = undefined;
    const request = { ...redriving(orderIds), tryFirst: false };
    const [one, two] = await Promise.all([start(request), start(request)]);
    expect([one.status, two.status]).toEqual([202, 202]);
    const other = redriving(orderIds);
    expect(await start(other)).toMatchObject({
      status: 409,
      body: { code: 'bulk-running', bulkId: request.id },
    });
    expect((await ended(request.id)).counts).toEqual({ succeeded: 8 });
    expect((await start(request)).status).toBe(202);
    expect(await start({ ...request, tryFirst: true })).toMatchObject({
      status: 409,
      body: { code: 'bulk-id-reused' },
    });
    expect(await redriveCounts(orderIds)).toEqual(new Set([1]));
    const rivals = [redriving(orderIds, 1), redriving(orderIds, 1)];
    const answers = await Promise.all(rivals.map(start));
    expect(answers.map(({ status }) => status).toSorted()).toEqual([202, 409]);
    const winner = rivals[answers.findIndex(({ status }) => status === 202)];
    expect((await ended(String(winner?.id))).counts).toEqual({ refused: 1, 'not-begun': 7 });
  }, 90_000);

  it('are redriven once, and mailed once again, though the answers of what was done are lost', async () => {
    const orderIds = await failedOrders(4);
    task.fault.of = undefined;
    lost.answers = 4;
    expect((await ended(await begun({ ...redriving(orderIds), tryFirst: false }))).counts).toEqual({ succeeded: 4 });
    expect(await redriveCounts(orderIds)).toEqual(new Set([1]));
    await until('each has its mail', async () => (await Promise.all(orderIds.map(mailsAbout))).every((n) => n === 1));

    for (const orderId of orderIds) {
      await secondsAfter(String(await until('it is noted as sent', async () => (await shop.mail(orderId))?.sentAt)));
    }
    lost.answers = 4;
    const items = orderIds.map((orderId) => ({ orderId }));
    const id = await begun({ id: newId(), action: 'resend', items, tryFirst: false });
    expect((await ended(id)).counts).toEqual({ succeeded: 4 });
    await until('each has another', async () => (await Promise.all(orderIds.map(mailsAbout))).every((n) => n >= 2));
    expect(new Set(await Promise.all(orderIds.map(mailsAbout)))).toEqual(new Set([2]));
  }, 90_000);

  it('are refused where the request is not valid, naming what is wrong', async () => {
    const item = { orderId: '7K3M-9QXT-2V5H-A1BC' };
    for (const [body, path] of [
      [{ ...redriving([]) }, 'items'],
      [{ ...redriving(['nonsense']) }, 'items[0].orderId'],
      [{ ...redriving([item.orderId, item.orderId]) }, 'items[1].orderId'],
      [{ ...redriving(Array.from({ length: 501 }, () => item.orderId)) }, 'items'],
      [{ ...redriving([item.orderId]), id: 'a b' }, 'id'],
    ] as const) {
      const answer = await staff.post('bulk', body);
      expect(answer).toMatchObject({ status: 400, body: { code: 'invalid-request' } });
      expect(JSON.stringify(answer.body.errors)).toContain(`"${path}"`);
    }
    for (const path of ['bulk/there-is-none', 'bulk/x', 'bulk/there-is-none/execution']) {
      expect(await staff.get(path)).toMatchObject({ status: 404, body: { code: 'bulk-not-found' } });
    }
    const token = await shop.token(shopper);
    expect((await shop.send('GET', 'support/bulk', { token })).status).toBe(403);
  });
});
