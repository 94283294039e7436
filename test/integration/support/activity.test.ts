import { AwsError, type Interceptor } from 'local-aws';
import { until } from 'local-aws/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { activitySchema, noteAcceptedSchema } from '../../../lambdas/core/contract/activity.ts';
import { LARGE_LINES } from '../../helpers/large-order.ts';
import { outputOf, type Shop, startShop, support } from '../../helpers/shop.ts';
import { failingTask, laptop, reaches, staffOf } from './staff.ts';

/** Lets calls to one table fail, by their operation. */
const tableFault = () => {
  const fault: { table: string | undefined; operation: string } = { table: undefined, operation: '' };
  const intercept: Interceptor = ({ service, operation, input }) => {
    const { TableName } = input as { TableName?: string };
    if (service === 'dynamodb' && operation === fault.operation && TableName === fault.table) {
      throw new AwsError('ProvisionedThroughputExceededException', 'injected');
    }
  };
  return { fault, intercept };
};

const task = failingTask();
const table = tableFault();
let shop: Shop;
let staff: Awaited<ReturnType<typeof staffOf>>;

beforeAll(async () => {
  shop = await startShop({
    intercept: (call) => {
      task.intercept(call);
      table.intercept(call);
    },
  });
  staff = await staffOf(shop);
});
afterAll(() => shop.engine.dispose());
beforeEach(() => {
  task.fault.of = undefined;
  table.fault.table = undefined;
});

const activityOf = async (query: string) => {
  const answer = await staff.get(`activity?${query}`);
  expect(answer.status).toBe(200);
  return activitySchema.parse(answer.body).entries;
};

const failed = async (): Promise<string> => {
  task.fault.of = /PersistOrder/;
  const orderId = String((await shop.order(laptop)).body.orderId);
  await reaches(shop, orderId, 'FAILED');
  task.fault.of = undefined;
  return orderId;
};

const underReview = async (): Promise<string> => {
  const { body } = await shop.order({ customerName: 'John Doe', items: LARGE_LINES });
  const orderId = String(body.orderId);
  await until('it waits for its review', async () => (await shop.record(orderId))?.status === 'UnderReview');
  return orderId;
};

describe('what support does', () => {
  it('is noted: who, when, what about and how it ended, newest first', async () => {
    const orderId = await failed();
    expect((await staff.post(`orders/${orderId}/redrive`, { redriveCount: 0 })).status).toBe(202);
    await reaches(shop, orderId, 'SUCCEEDED');
    expect((await staff.post(`orders/${orderId}/redrive`)).status).toBe(409);
    expect((await staff.post(`orders/${orderId}/resend-confirmation`)).status).toBe(202);
    expect((await staff.post(`orders/${orderId}/cancel`, { reason: 'Sold twice' })).status).toBe(202);
    const [cancelled, resent, refused, redriven, ...others] = await activityOf(`orderId=${orderId}`);
    expect(others).toEqual([]);
    const by = support.email;
    const at = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
    const done = { at, result: 'done' };
    expect(redriven).toEqual({ at, by, action: 'redrive-order', details: { redriveCount: 0 }, outcome: done });
    expect(refused).toMatchObject({ outcome: { result: 'refused', code: 'execution-succeeded' } });
    expect(resent).toEqual({ at, by, action: 'resend-confirmation', outcome: done });
    expect(cancelled).toEqual({ at, by, action: 'cancel-order', details: { reason: 'Sold twice' }, outcome: done });
  });

  it('is not done where it cannot be noted, and may be tried again', async () => {
    const orderId = await failed();
    table.fault.operation = 'PutItem';
    table.fault.table = outputOf(shop.engine, 'ActivityTableName');
    expect(await staff.post(`orders/${orderId}/redrive`)).toMatchObject({ status: 503, body: { code: 'unavailable' } });
    const [execution] = (await shop.executions()).filter(({ name }) => name === orderId);
    expect(execution).toMatchObject({ status: 'FAILED', redriveCount: 0 });
    table.fault.table = undefined;
    expect(await activityOf(`orderId=${orderId}`)).toEqual([]);
    expect((await staff.post(`orders/${orderId}/redrive`)).status).toBe(202);
    await reaches(shop, orderId, 'SUCCEEDED');
  });

  it('is done, and noted without its end, where only that cannot be noted', async () => {
    const orderId = await failed();
    table.fault.operation = 'UpdateItem';
    table.fault.table = outputOf(shop.engine, 'ActivityTableName');
    expect((await staff.post(`orders/${orderId}/redrive`)).status).toBe(202);
    await reaches(shop, orderId, 'SUCCEEDED');
    const [entry, ...others] = await activityOf(`orderId=${orderId}`);
    expect(others).toEqual([]);
    expect(entry).toMatchObject({ action: 'redrive-order' });
    expect(entry).not.toHaveProperty('outcome');
  });

  it('on products and dead letters is noted under these', async () => {
    const headers = { 'content-type': 'application/json', 'idempotency-key': 'noted-delivery' };
    const body = JSON.stringify({ change: 'add', units: 5, revision: 0 });
    const token = await shop.token(support);
    expect((await shop.send('POST', 'support/products/Mouse/stock', { token, headers, body })).status).toBe(200);
    expect(await activityOf('product=Mouse')).toMatchObject([
      { action: 'change-stock', details: { change: 'add', units: 5, revision: 0 }, outcome: { result: 'done' } },
    ]);
    expect((await staff.delete('dead-letters/orders/messages/nothing')).status).toBe(404);
    expect(await activityOf('queue=orders')).toMatchObject([
      { action: 'discard-dead-letter', details: { message: 'nothing' }, outcome: { code: 'message-not-found' } },
    ]);
  });

  it('is asked for by one thing, and nothing else', async () => {
    for (const query of ['', 'orderId=nonsense', 'orderId=7K3M-9QXT-2V5H-A1BC&queue=orders', 'email=a@example.com']) {
      expect(await staff.get(`activity?${query}`)).toMatchObject({ status: 400, body: { code: 'invalid-parameters' } });
    }
  });
});

describe('a note', () => {
  it('is kept with its author, lines and all, where there is such an order', async () => {
    const { body } = await shop.order(laptop);
    const orderId = String(body.orderId);
    await shop.settled(orderId);
    const text = 'Called back:\nwants it <b>black</b>.';
    const answer = await staff.post(`orders/${orderId}/notes`, { text: `  ${text}\n` });
    expect(answer.status).toBe(201);
    const { entry } = noteAcceptedSchema.parse(answer.body);
    expect(entry).toMatchObject({ action: 'note', by: support.email, text });
    expect(await activityOf(`orderId=${orderId.toLowerCase()}`)).toEqual([entry]);
  });

  it.each([
    ['nothing', { text: ' \n ' }],
    ['too much', { text: 'x'.repeat(2001) }],
    ['control characters', { text: 'a\u0000b' }],
    ['something else', { words: 'hello' }],
  ])('of %s is refused', async (_what, body) => {
    const answer = await staff.post('orders/7K3M-9QXT-2V5H-A1BC/notes', body);
    expect(answer).toMatchObject({ status: 400, body: { code: 'invalid-request' } });
  });

  it('about no order is refused', async () => {
    const answer = await staff.post('orders/7K3M-9QXT-2V5H-A1BC/notes', { text: 'Hello' });
    expect(answer).toMatchObject({ status: 404, body: { code: 'order-not-found' } });
  });
});

describe('an execution that runs', () => {
  it('is stopped with a reason, noted, and taken up again by a redrive', async () => {
    const orderId = await underReview();
    const stop = { machine: 'OrderProcessing', execution: orderId, reason: 'The customer rang.' };
    expect(await staff.post(`orders/${orderId}/stop`, stop)).toMatchObject({ status: 202, body: { orderId } });
    await reaches(shop, orderId, 'ABORTED');
    const trace = await staff.get(`orders/${orderId}/execution`);
    expect(trace.body).toMatchObject({ execution: { error: 'StoppedBySupport', cause: 'The customer rang.' } });
    expect(await staff.post(`orders/${orderId}/stop`, stop)).toMatchObject({
      status: 409,
      body: { code: 'execution-ended' },
    });
    expect(await activityOf(`orderId=${orderId}`)).toMatchObject([
      { action: 'stop-execution', outcome: { result: 'refused', code: 'execution-ended' } },
      { action: 'stop-execution', details: stop, outcome: { result: 'done' } },
    ]);
    expect((await staff.post(`orders/${orderId}/redrive`, { aborted: true })).status).toBe(202);
    await reaches(shop, orderId, 'RUNNING');
  });

  it('of another order, or none, is not stopped', async () => {
    const orderId = await underReview();
    const stop = { machine: 'OrderProcessing', execution: orderId, reason: 'Mistaken.' };
    const other = await staff.post('orders/7K3M-9QXT-2V5H-A1BC/stop', stop);
    expect(other).toMatchObject({ status: 404, body: { code: 'execution-not-found' } });
    const none = await staff.post(`orders/${orderId}/stop`, { ...stop, machine: 'OrderCancellation' });
    expect(none).toMatchObject({ status: 404, body: { code: 'execution-not-found' } });
    expect((await shop.executions()).find(({ name }) => name === orderId)?.status).toBe('RUNNING');
  });
});
