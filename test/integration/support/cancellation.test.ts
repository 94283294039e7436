import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { AwsError, type Interceptor } from 'local-aws';
import { until } from 'local-aws/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Machine } from '../../../lambdas/core/contract/machine.ts';
import {
  orderExecutionSchema,
  redriveAcceptedSchema,
  supportOrdersSchema,
} from '../../../lambdas/core/contract/support.ts';
import { type Shop, startShop } from '../../helpers/shop.ts';
import { decisionsIn } from '../workflow/decisions.ts';
import { failingTask } from './staff.ts';

const machine: Machine = 'OrderCancellation';

let shop: Shop;
let at: Awaited<ReturnType<typeof decisionsIn>>;
const { fault, intercept } = failingTask();
/** Whether starts of cancellations are refused for good, as where a permission was taken away. */
let refused = false;
const refuse: Interceptor = ({ service, operation, input }) => {
  if (!refused || service !== 'states' || operation !== 'StartExecution') return;
  if (!String((input as { stateMachineArn?: string }).stateMachineArn).endsWith(machine)) return;
  throw new AwsError('AccessDeniedException', 'injected: not authorized to perform: states:StartExecution');
};

beforeAll(async () => {
  shop = await startShop({ intercept: (call) => refuse(call) ?? intercept(call) });
  at = await decisionsIn(shop);
});
afterAll(() => shop.engine.dispose());

const trace = async (orderId: string, query: string) => {
  const answer = await at.staff.get(`orders/${orderId}/execution${query}`);
  expect(answer.status).toBe(200);
  return orderExecutionSchema.parse(answer.body);
};
const redrive = (orderId: string, more: object = {}) =>
  at.staff.post(`orders/${orderId}/redrive`, { machine, ...more });
const listed = async (orderId: string) =>
  (supportOrdersSchema.parse((await at.staff.search()).body).attention?.items ?? []).filter(
    (item) => item.orderId === orderId,
  );

/** An order of two of five, whose cancellation failed at the state whose function is `of`. */
const failedCancellation = async (of: RegExp) => {
  const product = await at.product({ stock: 5 });
  const orderId = await at.order([[product, 2]]);
  await at.reaches(orderId, 'Processed');
  await until('the order is announced', async () => (await trace(orderId, '')).execution.status === 'SUCCEEDED');
  fault.of = of;
  expect((await at.cancel(orderId, { reason: 'Too many.' })).status).toBe(202);
  await until('its cancellation has failed', async () => {
    const { execution } = await trace(orderId, '');
    return execution.machine === machine && execution.status === 'FAILED';
  });
  fault.of = undefined;
  return { product, orderId };
};

describe('a cancellation that failed', () => {
  it('is listed, traced beside the processing, and redriven: the order is Cancelled, the stock right', async () => {
    const { product, orderId } = await failedCancellation(/RecordCancellation/);
    expect(await at.stock(product)).toBe(3);
    expect(await listed(orderId)).toMatchObject([
      {
        problem: 'failed',
        orderStatus: 'Processed',
        execution: { machine, name: orderId, status: 'FAILED' },
        failure: { state: 'RecordCancellation', error: 'Lambda.InvalidParameterValueException' },
      },
    ]);
    const traced = await trace(orderId, `?machine=${machine}`);
    expect(traced.executions.map((each) => [each.machine, each.name, each.status])).toEqual([
      ['OrderProcessing', orderId, 'SUCCEEDED'],
      [machine, orderId, 'FAILED'],
    ]);
    expect(Object.keys(JSON.parse(traced.definition).States)).toEqual(['RecordCancellation', 'PublishCancellation']);
    expect(traced.failure?.state).toBe('RecordCancellation');
    expect(traced.consoleUrl).toContain(`:OrderCancellation:${orderId}`);
    expect(JSON.stringify(traced)).not.toContain('Too many.');

    const redriven = redriveAcceptedSchema.parse((await redrive(orderId, { redriveCount: 0 })).body);
    expect(redriven).toEqual({ orderId, machine, execution: orderId, action: 'redriven' });
    expect(await at.reaches(orderId, 'Cancelled')).toMatchObject({ cancelReason: 'Too many.' });
    expect(await at.stock(product)).toBe(5);
    await until('nobody is needed', async () => (await listed(orderId)).length === 0);
    expect((await redrive(orderId)).body).toMatchObject({ code: 'execution-succeeded' });
  });

  it('after the order was Cancelled needs a person too, and gives nothing back again', async () => {
    const { product, orderId } = await failedCancellation(/PublishConfirmation/);
    await at.reaches(orderId, 'Cancelled');
    expect(await at.stock(product)).toBe(5);
    expect(await listed(orderId)).toMatchObject([
      { orderStatus: 'Cancelled', execution: { machine }, failure: { state: 'PublishCancellation' } },
    ]);
    expect((await redrive(orderId)).status).toBe(202);
    await until('nobody is needed', async () => (await listed(orderId)).length === 0);
    expect(await at.stock(product)).toBe(5);
  });

  it('is started afresh, as another execution of its own workflow', async () => {
    const { product, orderId } = await failedCancellation(/RecordCancellation/);
    const started = redriveAcceptedSchema.parse((await redrive(orderId, { fresh: true })).body);
    expect(started).toEqual({ orderId, machine, execution: `${orderId}-2`, action: 'started' });
    await at.reaches(orderId, 'Cancelled');
    expect(await at.stock(product)).toBe(5);
    expect((await trace(orderId, '')).executions.map((each) => `${each.machine} ${each.name}`)).toEqual([
      `OrderProcessing ${orderId}`,
      `${machine} ${orderId}`,
      `${machine} ${orderId}-2`,
    ]);
  });
});

/** As if a cancellation had been wished ten minutes ago. */
const wishedLongAgo = (orderId: string) =>
  shop.clients.tables.send(
    new UpdateCommand({
      TableName: 'Orders',
      Key: { orderId },
      UpdateExpression: 'SET cancelRequested.#at = :past',
      ExpressionAttributeNames: { '#at': 'at' },
      ExpressionAttributeValues: { ':past': `${new Date(Date.now() - 600_000).toISOString().slice(0, 19)}Z` },
    }),
  );

describe('a cancellation whose workflow could not be started', () => {
  const bodyOf = (who: 'customer' | 'support', orderId: string) =>
    who === 'customer'
      ? at.cancel(orderId, { reason: 'Too many.' })
      : at.cancelAsSupport(orderId, 'It was sold twice.');

  it.each(['customer', 'support'] as const)(
    'for the wish of the %s is listed, found, and carried out as it was wished once support cancels again',
    async (who) => {
      const product = await at.product({ stock: 5 });
      const orderId = await at.order([[product, 2]]);
      await at.reaches(orderId, 'Processed');
      refused = true;
      expect((await bodyOf(who, orderId)).status).toBe(500);
      expect((await bodyOf(who, orderId)).status).toBe(500);
      expect(await at.read(orderId)).toMatchObject({ status: 'Processed', cancelRequested: { by: who } });
      expect(await listed(orderId)).toEqual([]);
      await wishedLongAgo(orderId);
      expect(await listed(orderId)).toMatchObject([{ problem: 'not-cancelled', orderStatus: 'Processed' }]);
      expect((await listed(orderId))[0]).not.toHaveProperty('execution');
      const { orders } = supportOrdersSchema.parse((await at.staff.search({ status: 'Processed' })).body);
      expect(orders.map((order) => order.orderId)).toContain(orderId);
      refused = false;
      expect((await at.cancelAsSupport(orderId, 'Once more.')).status).toBe(202);
      const words = who === 'customer' ? 'Too many.' : 'It was sold twice.';
      expect(await at.reaches(orderId, 'Cancelled')).toMatchObject({ cancelledBy: who, cancelReason: words });
      expect(await at.stock(product)).toBe(5);
      await until('nobody is needed', async () => (await listed(orderId)).length === 0);
      const found = supportOrdersSchema.parse((await at.staff.search({ status: 'Cancelled' })).body).orders;
      expect(found.map((order) => order.orderId)).toContain(orderId);
    },
  );
});

describe('the executions of an order', () => {
  it('are chosen by name and by workflow; a name alone is one of the processing', async () => {
    const { orderId } = await failedCancellation(/RecordCancellation/);
    const shown = async (query: string) => (await trace(orderId, query)).execution.machine;
    expect(await shown('')).toBe(machine);
    expect(await shown('?machine=OrderProcessing')).toBe('OrderProcessing');
    expect(await shown(`?execution=${orderId}`)).toBe('OrderProcessing');
    expect(await shown(`?execution=${orderId}&machine=${machine}`)).toBe(machine);
  });

  it.each([
    ['?machine=Other', 400, 'invalid-parameters'],
    ['?workflow=OrderCancellation', 400, 'invalid-parameters'],
    ['?machine=OrderCancellation', 404, 'execution-not-found'],
    ['?machine=OrderCancellation&cursor=none', 404, 'execution-not-found'],
  ])('are refused where there are none: %s', async (query, status, code) => {
    const orderId = await at.order([[await at.product(), 1]]);
    await at.reaches(orderId, 'Processed');
    expect(await at.staff.get(`orders/${orderId}/execution${query}`)).toMatchObject({ status, body: { code } });
    expect((await redrive(orderId)).body).toMatchObject({ code: 'not-redrivable' });
  });

  it('withhold the token of a question that was cancelled by, which takes no workflow of its own', async () => {
    const orderId = await at.order([[await at.product({ stock: 1 }), 2]]);
    await at.asked(orderId);
    await at.cancel(orderId);
    await at.reaches(orderId, 'Cancelled');
    const first = await trace(orderId, '');
    expect(first.executions).toHaveLength(1);
    expect(JSON.stringify(first)).toContain('[withheld]');
  });
});
