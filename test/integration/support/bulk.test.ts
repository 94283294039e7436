import { AwsError, type Interceptor } from 'local-aws';
import { inboxOf, until } from 'local-aws/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { activitySchema } from '../../../lambdas/core/contract/activity.ts';
import {
  type BulkProgress,
  type BulkRequest,
  bulkExecutionSchema,
  bulkProgressSchema,
  bulksSchema,
} from '../../../lambdas/core/contract/bulk.ts';
import { type Shop, shopper, startShop, support } from '../../helpers/shop.ts';
import { failingTask, laptop, staffOf } from './staff.ts';

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

const failedOrders = async (count: number): Promise<string[]> => {
  task.fault.of = /PersistOrder/;
  const orderIds: string[] = [];
  for (let index = 0; index < count; index += 1) orderIds.push(String((await shop.order(laptop)).body.orderId));
  await until('all have failed', async () => {
    const failed = new Set(
      (await shop.executions()).filter(({ status }) => status === 'FAILED').map(({ name }) => name),
    );
    return orderIds.every((orderId) => failed.has(orderId));
  });
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

describe('many orders at once', () => {
  it('fail again while the cause is there, and are told so; mended, one is tried and then the rest', async () => {
    const orderIds = await failedOrders(30);
    const vain = await begun({ ...redriving(orderIds), tryFirst: false });
    const failed = await ended(vain);
    expect(failed.counts).toEqual({ 'failed-again': 30 });
    expect(failed.items[0]).toMatchObject({ state: 'failed-again', error: expect.stringMatching(/Lambda/) });
    expect(await redriveCounts(orderIds)).toEqual(new Set([1]));

    const tried = await ended(await begun(redriving(orderIds, 1)));
    expect(tried).toMatchObject({ tryFirst: true, status: 'SUCCEEDED' });
    expect(tried.counts).toEqual({ 'failed-again': 1, 'not-begun': 29 });

    task.fault.of = undefined;
    const [first = '', ...rest] = orderIds;
    const id = await begun({
      ...redriving(orderIds),
      items: [{ orderId: first, redriveCount: 2 }, ...rest.map((orderId) => ({ orderId, redriveCount: 1 }))],
    });
    expect((await ended(id)).counts).toEqual({ succeeded: 30 });
    for (const orderId of orderIds) expect((await shop.record(orderId))?.status).toBe('Processed');
    await until('each is told once', async () => {
      const mails = await Promise.all(orderIds.map(mailsAbout));
      return mails.every((count) => count > 0);
    });
    expect(new Set(await Promise.all(orderIds.map(mailsAbout)))).toEqual(new Set([1]));

    const { entries } = activitySchema.parse((await staff.get(`activity?orderId=${rest[0]}`)).body);
    expect(entries.map(({ action, by, details, outcome }) => [action, by, details?.bulkId, outcome?.result])).toEqual([
      ['redrive-order', support.email, id, 'done'],
      ['redrive-order', support.email, vain, 'done'],
    ]);
    const { bulks } = bulksSchema.parse((await staff.get('bulk')).body);
    expect(bulks[0]).toMatchObject({ id, action: 'redrive', count: 30, by: support.email, status: 'SUCCEEDED' });
    const traced = bulkExecutionSchema.parse((await staff.get(`bulk/${id}/execution`)).body);
    expect(traced.events.filter(({ type }) => type === 'MapIterationSucceeded')).toHaveLength(29);
    expect(JSON.stringify(traced)).not.toContain('@');
  }, 180_000);

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
