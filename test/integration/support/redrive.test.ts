import { SubscribeCommand } from '@aws-sdk/client-sns';
import { CreateQueueCommand, ReceiveMessageCommand } from '@aws-sdk/client-sqs';
import { until } from 'local-aws/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  historyPageSchema,
  orderExecutionSchema,
  redriveAcceptedSchema,
  supportOrdersSchema,
} from '../../../lambdas/core/contract/support.ts';
import { aReceivedRecord } from '../../helpers/factories.ts';
import { outputOf, type Shop, startShop } from '../../helpers/shop.ts';
import { failingTask, laptop, reaches, staffOf, store } from './staff.ts';

const { fault, intercept } = failingTask();
let shop: Shop;
let staff: Awaited<ReturnType<typeof staffOf>>;
let alerts: () => Promise<{ Subject: string; Message: string }[]>;

beforeAll(async () => {
  shop = await startShop({ intercept });
  staff = await staffOf(shop);
  alerts = await subscribe(outputOf(shop.engine, 'OperationsTopicArn'));
});
afterAll(() => shop.engine.dispose());
beforeEach(() => {
  fault.of = undefined;
});

/** A queue subscribed to a topic, and all that it has been given so far. */
const subscribe = async (TopicArn: string) => {
  const { queues, topics } = shop.clients;
  const arn = 'arn:aws:sqs:us-east-1:000000000000:watched';
  const Policy = JSON.stringify({
    Statement: [
      { Effect: 'Allow', Principal: { Service: 'sns.amazonaws.com' }, Action: 'sqs:SendMessage', Resource: arn },
    ],
  });
  const { QueueUrl } = await queues.send(new CreateQueueCommand({ QueueName: 'watched', Attributes: { Policy } }));
  await topics.send(new SubscribeCommand({ TopicArn, Protocol: 'sqs', Endpoint: arn }));
  const seen: { Subject: string; Message: string }[] = [];
  return async () => {
    const receive = new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10, VisibilityTimeout: 600 });
    for (const { Body = '' } of (await queues.send(receive)).Messages ?? []) seen.push(JSON.parse(Body));
    return seen;
  };
};

/** An order whose workflow failed at a state. */
const failedOrder = async (of: RegExp): Promise<string> => {
  fault.of = of;
  const orderId = String((await shop.order(laptop)).body.orderId);
  await reaches(shop, orderId, 'FAILED');
  fault.of = undefined;
  return orderId;
};
const trace = async (orderId: string, query = '') => {
  const answer = await staff.get(`orders/${orderId}/execution${query}`);
  expect(answer.status).toBe(200);
  return orderExecutionSchema.parse(answer.body);
};
const entered = async (orderId: string): Promise<unknown[]> =>
  (await shop.history(orderId))
    .filter(({ type }) => type === 'TaskStateEntered')
    .map((event) => event.stateEnteredEventDetails?.name);
const redrive = async (orderId: string, body?: unknown) => {
  const answer = await staff.post(`orders/${orderId}/redrive`, body);
  expect(answer.status).toBe(202);
  return redriveAcceptedSchema.parse(answer.body);
};

describe('the execution of an order', () => {
  it('is shown with its definition, data and history, and where the console has it', async () => {
    const orderId = String((await shop.order(laptop)).body.orderId);
    await reaches(shop, orderId, 'SUCCEEDED');
    const traced = await trace(orderId);
    expect(traced.execution).toMatchObject({ name: orderId, status: 'SUCCEEDED', redriveCount: 0, redrivable: false });
    expect(JSON.parse(traced.execution.input ?? '')).toMatchObject({ orderId });
    expect(JSON.parse(traced.execution.output ?? '')).toMatchObject({ orderId, status: 'Processed' });
    expect(Object.keys(JSON.parse(traced.definition).States)).toContain('PersistOrder');
    expect(traced.events.map(({ id }) => id)).toEqual(traced.events.map((_, index) => index + 1));
    expect(traced.events.at(-1)?.type).toBe('ExecutionSucceeded');
    const [first] = traced.events.filter(({ type }) => type === 'TaskStateEntered');
    expect(first?.details).toMatchObject({ name: 'ValidateOrder', input: traced.execution.input });
    expect(traced.consoleUrl).toBe(
      `https://us-east-1.console.aws.amazon.com/states/home?region=us-east-1#/v2/executions/details/${traced.execution.arn}`,
    );
    expect(traced.executions).toHaveLength(1);
    expect(traced).not.toHaveProperty('failure');
  });

  it('of 1,000 events and more comes page by page, in under a second each', async () => {
    const states = Object.fromEntries(
      Array.from({ length: 500 }, (_, index) => [
        `State${index}`,
        { Type: 'Pass', ...(index === 499 ? { End: true } : { Next: `State${index + 1}` }) },
      ]),
    );
    const machine = outputOf(shop.engine, 'StateMachineArn');
    const { definition } = await shop.engine.call<{ definition: string }>('states', 'DescribeStateMachine', {
      stateMachineArn: machine,
    });
    const long = JSON.stringify({ QueryLanguage: 'JSONata', StartAt: 'State0', States: states });
    await shop.engine.call('states', 'UpdateStateMachine', { stateMachineArn: machine, definition: long });
    const orderId = '0AAA-AAAA-AAAA-AAAA';
    await shop.engine.call('states', 'StartExecution', { stateMachineArn: machine, name: orderId, input: '{}' });
    await shop.engine.call('states', 'UpdateStateMachine', { stateMachineArn: machine, definition });
    await reaches(shop, orderId, 'SUCCEEDED');
    const first = await trace(orderId);
    const seen = first.events.map(({ id }) => id);
    const started = performance.now();
    for (let cursor = first.cursor; cursor !== undefined; ) {
      const answer = await staff.get(`orders/${orderId}/execution?cursor=${encodeURIComponent(cursor)}`);
      const page = historyPageSchema.parse(answer.body);
      seen.push(...page.events.map(({ id }) => id));
      cursor = page.cursor;
    }
    expect(performance.now() - started).toBeLessThan(3000);
    expect(seen).toEqual(Array.from({ length: 1002 }, (_, index) => index + 1));
  });

  it.each([
    ['an id that is none', 'nonsense/execution', 404, 'execution-not-found'],
    ['an order without one', '7K3M-9QXT-2V5H-A1BC/execution', 404, 'execution-not-found'],
    ['the execution of another order', 'ID/execution?execution=7K3M-9QXT-2V5H-A1BC', 404, 'execution-not-found'],
    ['a made-up cursor', 'ID/execution?cursor=none', 400, 'invalid-cursor'],
    ['an id with a path', '..%2F..%2Fproducts/execution', 404, 'execution-not-found'],
  ])('is refused for %s', async (_, path, status, code) => {
    const orderId = String((await shop.order(laptop)).body.orderId);
    await shop.settled(orderId);
    expect(await staff.get(`orders/${path.replace('ID', orderId)}`)).toMatchObject({ status, body: { code } });
  });
});

describe('an order whose persistence failed', () => {
  it('is shown with the failed state, alerted, on top of the list, and revived from that state on', async () => {
    const orderId = await failedOrder(/Persist/);
    const failure = { state: 'PersistOrder', error: 'Lambda.InvalidParameterValueException' };
    const before = await trace(orderId);
    expect(before.execution).toMatchObject({ status: 'FAILED', redriveCount: 0, redrivable: true });
    expect(before.failure).toMatchObject({ ...failure, cause: expect.stringContaining('injected') });

    const listed = supportOrdersSchema.parse((await staff.search()).body).attention?.items ?? [];
    expect(listed[0]).toMatchObject({ orderId, problem: 'failed', orderStatus: 'Received', failure });

    const alert = await until('operations are alerted', async () =>
      (await alerts()).find(({ Subject }) => Subject.includes(orderId)),
    );
    expect(alert.Subject).toBe(`The workflow of order ${orderId} failed at PersistOrder`);
    expect(alert.Message).toContain('Error: Lambda.InvalidParameterValueException: injected: not retried');
    expect(alert.Message).toContain(`Page: ${shop.engine.siteOrigin}/support/orders/${orderId}\n`);
    expect(alert.Message).not.toMatch(/John|@/);

    fault.calls.length = 0;
    expect(await redrive(orderId, { redriveCount: 0 })).toEqual({
      orderId,
      machine: 'OrderProcessing',
      execution: orderId,
      action: 'redriven',
    });
    expect(await shop.settled(orderId)).toMatchObject({ status: 'Processed' });
    await reaches(shop, orderId, 'SUCCEEDED');
    expect(fault.calls.filter((name) => /Validate/.test(name))).toEqual([]);
    expect(await entered(orderId)).toEqual(['ValidateOrder', 'PersistOrder', 'PublishConfirmation']);
    const after = await trace(orderId);
    expect(after.execution).toMatchObject({ status: 'SUCCEEDED', redriveCount: 1 });
    const still = supportOrdersSchema.parse((await staff.search()).body).attention?.items ?? [];
    expect(still.filter((item) => item.orderId === orderId)).toEqual([]);
  });

  it('is redriven once by two clicks at once, and by a click of a page that is behind', async () => {
    const orderId = await failedOrder(/Persist/);
    const answers = await Promise.all([redrive(orderId, { redriveCount: 0 }), redrive(orderId, { redriveCount: 0 })]);
    expect(new Set(answers.map(({ action }) => action))).toEqual(new Set(['redriven']));
    await reaches(shop, orderId, 'SUCCEEDED');
    await redrive(orderId, { redriveCount: 0 });
    expect((await trace(orderId)).execution.redriveCount).toBe(1);
  });

  it('tells the state also when it fails again after a redrive', async () => {
    const orderId = await failedOrder(/Persist/);
    fault.of = /Persist/;
    await redrive(orderId);
    await until('it has failed again', async () => {
      const { execution } = await trace(orderId);
      return execution.status === 'FAILED' && execution.redriveCount === 1;
    });
    expect((await trace(orderId)).failure).toMatchObject({ state: 'PersistOrder' });
  });
});

describe('an order whose publishing failed', () => {
  it('is Processed, needs a person, and is finished by a redrive', async () => {
    const orderId = await failedOrder(/Publish/);
    expect(await shop.record(orderId)).toMatchObject({ status: 'Processed' });
    const listed = supportOrdersSchema.parse((await staff.search()).body).attention?.items ?? [];
    expect(listed.find((item) => item.orderId === orderId)).toMatchObject({
      problem: 'failed',
      orderStatus: 'Processed',
      failure: { state: 'PublishConfirmation' },
    });
    const refused = await staff.post(`orders/${orderId}/redrive`, { fresh: true });
    expect(refused).toMatchObject({ status: 409, body: { code: 'order-decided' } });
    await redrive(orderId);
    await reaches(shop, orderId, 'SUCCEEDED');
  });
});

describe('a fresh start', () => {
  it('runs {orderId}-2 from the stored record where a redrive would not help', async () => {
    const orderId = await failedOrder(/Persist/);
    expect(await redrive(orderId, { fresh: true })).toEqual({
      orderId,
      machine: 'OrderProcessing',
      execution: `${orderId}-2`,
      action: 'started',
    });
    expect(await shop.settled(orderId)).toMatchObject({ status: 'Processed' });
    await reaches(shop, `${orderId}-2`, 'SUCCEEDED');
    const traced = await trace(orderId);
    expect(traced.execution.name).toBe(`${orderId}-2`);
    expect(traced.executions.map(({ name, status }) => [name, status])).toEqual([
      [orderId, 'FAILED'],
      [`${orderId}-2`, 'SUCCEEDED'],
    ]);
    expect((await trace(orderId, `?execution=${orderId}`)).failure).toMatchObject({ state: 'PersistOrder' });
    const listed = supportOrdersSchema.parse((await staff.search()).body).attention?.items ?? [];
    expect(listed.filter((item) => item.orderId === orderId)).toEqual([]);
    const again = await staff.post(`orders/${orderId}/redrive`, { fresh: true });
    expect(again).toMatchObject({ status: 409, body: { code: 'execution-succeeded' } });
  });

  it('starts an order that never began', async () => {
    const record = aReceivedRecord({ orderId: '1AAA-AAAA-AAAA-AAAA' });
    await store(shop, record);
    expect(await redrive(record.orderId)).toEqual({
      orderId: record.orderId,
      machine: 'OrderProcessing',
      execution: record.orderId,
      action: 'started',
    });
    expect(await shop.settled(record.orderId)).toMatchObject({ status: 'Processed' });
  });
});

describe('a redrive is refused', () => {
  it('while the execution runs, once it succeeded, and for an order that is not there', async () => {
    const orderId = String((await shop.order(laptop)).body.orderId);
    await reaches(shop, orderId, 'SUCCEEDED');
    const codeOf = async (path: string, body?: unknown) => (await staff.post(`orders/${path}/redrive`, body)).body.code;
    expect(await codeOf(orderId)).toBe('execution-succeeded');
    expect(await codeOf('2AAA-AAAA-AAAA-AAAA')).toBe('order-not-found');
    expect(await codeOf('nonsense')).toBe('order-not-found');
    for (const body of ['{', '[]', '{"force":true}', '{"redriveCount":-1}', '"text"']) {
      expect(await codeOf(orderId, body), body).toBe('invalid-request');
    }
  });

  it('where a person stopped the execution, unless that is said', async () => {
    const record = aReceivedRecord({ orderId: '3AAA-AAAA-AAAA-AAAA' });
    await store(shop, record);
    const stateMachineArn = outputOf(shop.engine, 'StateMachineArn');
    const { orderId } = record;
    const { executionArn } = await shop.engine.call<{ executionArn: string }>('states', 'StartExecution', {
      stateMachineArn,
      name: orderId,
      input: JSON.stringify(record),
    });
    await shop.engine.call('states', 'StopExecution', { executionArn });
    const refused = await staff.post(`orders/${orderId}/redrive`);
    expect(refused).toMatchObject({ status: 409, body: { code: 'execution-aborted' } });
    expect((await redrive(orderId, { aborted: true })).action).toBe('redriven');
    expect(await shop.settled(orderId)).toMatchObject({ status: 'Processed' });
  });
});
