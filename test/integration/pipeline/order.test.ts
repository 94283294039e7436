import { ListExecutionsCommand } from '@aws-sdk/client-sfn';
import { SubscribeCommand } from '@aws-sdk/client-sns';
import {
  CreateQueueCommand,
  DeleteMessageCommand,
  GetQueueAttributesCommand,
  ReceiveMessageCommand,
  SendMessageCommand,
} from '@aws-sdk/client-sqs';
import { until } from 'local-aws/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { outputOf, type Shop, shopper, startShop, support } from '../../helpers/shop.ts';

const laptop = { customerName: 'John Doe', product: 'Laptop', quantity: 1 };

let shop: Shop;
let announcements: () => Promise<{ body: Record<string, unknown>; attributes: Record<string, unknown> }[]>;

beforeAll(async () => {
  shop = await startShop();
  announcements = await subscribe();
});
afterAll(() => shop.engine.dispose());

/** A queue subscribed to the topic, and all that it has been given so far. */
const subscribe = async () => {
  const { queues, topics } = shop.clients;
  const arn = 'arn:aws:sqs:us-east-1:000000000000:announcements';
  const Policy = JSON.stringify({
    Statement: [
      { Effect: 'Allow', Principal: { Service: 'sns.amazonaws.com' }, Action: 'sqs:SendMessage', Resource: arn },
    ],
  });
  const { QueueUrl } = await queues.send(
    new CreateQueueCommand({ QueueName: 'announcements', Attributes: { Policy } }),
  );
  await topics.send(
    new SubscribeCommand({ TopicArn: outputOf(shop.engine, 'OrderEventsTopicArn'), Protocol: 'sqs', Endpoint: arn }),
  );
  const seen: { body: Record<string, unknown>; attributes: Record<string, unknown> }[] = [];
  return async () => {
    for (;;) {
      const { Messages = [] } = await queues.send(new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10 }));
      if (Messages.length === 0) return seen;
      for (const { Body = '', ReceiptHandle } of Messages) {
        const envelope = JSON.parse(Body);
        seen.push({ body: JSON.parse(envelope.Message), attributes: envelope.MessageAttributes });
        await queues.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle }));
      }
    }
  };
};

const announced = (orderId: string) =>
  until('the order is announced', async () => {
    const found = (await announcements()).filter(({ body }) => body.orderId === orderId);
    return found.length > 0 ? found : undefined;
  });

const stateNames = async (orderId: string, suffix: string) =>
  (await shop.history(orderId))
    .filter(({ type }) => type?.endsWith(suffix))
    .map((event) => event.stateEnteredEventDetails?.name ?? event.stateExitedEventDetails?.name);

describe('an order', () => {
  it('is accepted, validated, stored and announced', async () => {
    const accepted = await shop.order(laptop);
    expect(accepted.status).toBe(202);
    expect(accepted.body).toMatchObject({
      status: 'Received',
      orderId: expect.stringMatching(/^[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){3}$/),
    });
    const orderId = String(accepted.body.orderId);
    expect(accepted.headers.get('location')).toContain(orderId);
    const record = await shop.settled(orderId);
    expect(record).toMatchObject({
      orderId,
      customerName: 'John Doe',
      product: 'Laptop',
      quantity: 1,
      status: 'Processed',
      timestamp: accepted.body.timestamp,
      email: shopper.email,
    });
    expect(record.timestamp).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
    const [announcement] = await announced(orderId);
    expect(announcement?.body).toMatchObject({ orderId });
    expect(announcement?.attributes).toMatchObject({
      eventType: { Value: 'OrderProcessed' },
      orderId: { Value: orderId },
    });
    const read = await shop.send('GET', `orders/${orderId}`, { token: await shop.token(shopper) });
    expect(read).toMatchObject({ status: 200, body: { orderId, status: 'Processed' } });
  });

  it('leaves an execution named as the order, with every state, its input and its output', async () => {
    const { body } = await shop.order(laptop);
    const orderId = String(body.orderId);
    await announced(orderId);
    await until('the execution ends', async () => {
      const { executions } = await shop.clients.workflow.send(
        new ListExecutionsCommand({
          stateMachineArn: outputOf(shop.engine, 'StateMachineArn'),
          statusFilter: 'SUCCEEDED',
        }),
      );
      return executions?.some(({ name }) => name === orderId);
    });
    expect(await stateNames(orderId, 'StateEntered')).toEqual(['ValidateOrder', 'PersistOrder', 'PublishConfirmation']);
    const events = await shop.history(orderId);
    const types = events.map(({ type }) => type);
    for (const type of ['TaskScheduled', 'TaskStarted', 'TaskSucceeded']) {
      expect(types.filter((each) => each === type)).toHaveLength(3);
    }
    for (const event of events.filter(({ type }) => type === 'TaskStateEntered')) {
      expect(JSON.parse(event.stateEnteredEventDetails?.input ?? '')).toMatchObject({ orderId });
    }
    for (const event of events.filter(({ type }) => type === 'TaskStateExited')) {
      expect(JSON.parse(event.stateExitedEventDetails?.output ?? '')).toMatchObject({ orderId });
    }
  });

  it('posted fifty times at once under one key is one order, one execution, one record, one announcement', async () => {
    const before = { executions: (await shop.executions()).length, records: (await shop.records()).length };
    await announcements();
    const answers = await Promise.all(
      Array.from({ length: 50 }, () => shop.order(laptop, { 'idempotency-key': 'fifty-at-once' })),
    );
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([202]));
    const ids = new Set(answers.map(({ body }) => String(body.orderId)));
    expect(ids.size).toBe(1);
    const [orderId = ''] = ids;
    await shop.settled(orderId);
    const QueueUrl = outputOf(shop.engine, 'OrderQueueUrl');
    await until('the queue is empty', async () => {
      const { Attributes } = await shop.clients.queues.send(
        new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['All'] }),
      );
      return (
        Attributes?.ApproximateNumberOfMessages === '0' && Attributes.ApproximateNumberOfMessagesNotVisible === '0'
      );
    });
    await announced(orderId);
    expect((await shop.executions()).length - before.executions).toBe(1);
    expect((await shop.records()).length - before.records).toBe(1);
    expect((await announcements()).filter(({ body }) => body.orderId === orderId)).toHaveLength(1);
  });

  it('gets another id from another key, another body and another person', async () => {
    const idOf = async (...call: Parameters<Shop['order']>) => (await shop.order(...call)).body.orderId;
    const key = { 'idempotency-key': 'one-key' };
    const ids = [
      await idOf(laptop, key),
      await idOf(laptop, { 'idempotency-key': 'another-key' }),
      await idOf({ ...laptop, quantity: 2 }, key),
      await idOf(laptop, key, support),
      await idOf(laptop),
      await idOf(laptop),
    ];
    expect(new Set(ids).size).toBe(6);
    expect(await idOf({ quantity: 1, product: 'Laptop', customerName: 'John Doe' }, key)).toBe(ids[0]);
  });

  it.each([
    ['an unknown product', { ...laptop, product: 'Flying Carpet' }, /Flying Carpet/],
    ['too large a quantity', { ...laptop, quantity: 99 }, /Laptop/],
  ])('for %s is rejected with a reason, along the rejection path', async (_name, body, reason) => {
    const accepted = await shop.order(body);
    expect(accepted.status).toBe(202);
    const orderId = String(accepted.body.orderId);
    const record = await shop.settled(orderId);
    expect(record).toMatchObject({ status: 'Rejected', reasons: [expect.stringMatching(reason)] });
    const [announcement] = await announced(orderId);
    expect(announcement?.attributes).toMatchObject({ eventType: { Value: 'OrderRejected' } });
    await until('the execution succeeds', async () =>
      (await shop.executions()).some(({ name, status }) => name === orderId && status === 'SUCCEEDED'),
    );
    expect(await stateNames(orderId, 'StateEntered')).toEqual(['ValidateOrder', 'RecordRejection', 'PublishRejection']);
  });

  it('is seen by its owner and by support, and by nobody else', async () => {
    const { body } = await shop.order(laptop, {}, support);
    const path = `orders/${body.orderId}`;
    await shop.settled(String(body.orderId));
    expect((await shop.send('GET', path, { token: await shop.token(support) })).status).toBe(200);
    const stranger = await shop.send('GET', path, { token: await shop.token(shopper) });
    expect(stranger).toMatchObject({ status: 404, body: { code: 'order-not-found' } });
    const own = String((await shop.order(laptop)).body.orderId);
    await shop.settled(own);
    expect((await shop.send('GET', `orders/${own}`, { token: await shop.token(support) })).status).toBe(200);
  });

  it('shows as Received while it waits in the queue, and an id never given is not found', async () => {
    const { body } = await shop.order(laptop);
    const token = await shop.token(shopper);
    const read = await shop.send('GET', `orders/${body.orderId}`, { token });
    expect(read).toMatchObject({ status: 200, body: { orderId: body.orderId } });
    expect((await shop.send('GET', 'orders/0000-0000-0000-0000', { token })).status).toBe(404);
  });

  it('passes a poison message by, which ends in the dead-letter queue', async () => {
    const QueueUrl = outputOf(shop.engine, 'OrderQueueUrl');
    const dead = outputOf(shop.engine, 'OrderDeadLetterQueueUrl');
    await shop.clients.queues.send(new SendMessageCommand({ QueueUrl, MessageBody: '{"not":"an order"}' }));
    const { body } = await shop.order(laptop);
    expect(await shop.settled(String(body.orderId))).toMatchObject({ status: 'Processed' });
    // Its receives are 180 s apart, and twenty: make it visible at once, and fewer, as an impatient operator would.
    const { SetQueueAttributesCommand } = await import('@aws-sdk/client-sqs');
    const { Attributes: { RedrivePolicy = '' } = {} } = await shop.clients.queues.send(
      new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['RedrivePolicy'] }),
    );
    const impatient = JSON.stringify({ ...JSON.parse(RedrivePolicy), maxReceiveCount: 5 });
    await shop.clients.queues.send(
      new SetQueueAttributesCommand({ QueueUrl, Attributes: { VisibilityTimeout: '1', RedrivePolicy: impatient } }),
    );
    // The receive that waits already goes by the old attributes: let it end with an order.
    await shop.settled(String((await shop.order({ ...laptop, quantity: 2 })).body.orderId));
    await shop.clients.queues.send(new SendMessageCommand({ QueueUrl, MessageBody: '{"not":"an order either"}' }));
    await until(
      'the poison message is dead',
      async () => {
        const { Messages = [] } = await shop.clients.queues.send(
          new ReceiveMessageCommand({ QueueUrl: dead, VisibilityTimeout: 0 }),
        );
        return Messages.some(({ Body }) => Body === '{"not":"an order either"}');
      },
      30,
    );
  });
});
