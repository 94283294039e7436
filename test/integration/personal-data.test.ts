import { SubscribeCommand } from '@aws-sdk/client-sns';
import {
  CreateQueueCommand,
  GetQueueAttributesCommand,
  ReceiveMessageCommand,
  SendMessageCommand,
} from '@aws-sdk/client-sqs';
import { AwsError, type Interceptor } from 'local-aws';
import { until } from 'local-aws/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { supportOrdersSchema } from '../../lambdas/core/contract/support.ts';
import { seedPeople } from '../../local/seed-people.ts';
import { outputOf, type Shop, startShop } from '../helpers/shop.ts';
import { emailQueueOf } from './email/email-queue.ts';
import { reaches, staffOf } from './support/staff.ts';

/** What a person fills in, of pieces that occur nowhere else. */
const person = {
  email: 'Zqlocal.Zqmail@zqdomain.example',
  password: 'Marker-local-1',
  name: 'Zqfirst Zqlast',
  groups: [],
};
const typed = { customerName: 'Zqorderer “Zqquoted" O\'Zqapostrophe', product: 'Zqproduct Zqthing', key: 'Zqkey-1' };
/** Longer than the groups of an order's id, which may hold any letters. */
const PIECES = /zq[a-z]{3,}/gi;

/** Each piece of the person that a text holds. */
const piecesIn = (text: string): string[] => [...new Set(text.match(PIECES))];

const lines: string[] = [];
/** What a service answers to an operation at this moment. */
const faults = new Map<string, () => AwsError>();
const intercept: Interceptor = ({ service, operation, input, caller }) => {
  const { FunctionName = '' } = input as { FunctionName?: string };
  const fault = faults.get(`${service} ${operation}`) ?? (/Persist/.test(FunctionName) && faults.get('persist-order'));
  if (fault && caller.kind === 'role') throw fault();
};

/** Cognito's mails are the engine's own way of showing them. */
const onLog = (source: string, line: string): void => {
  if (source !== 'cognito') lines.push(`${source}: ${line}`);
};

let shop: Shop;
let staff: Awaited<ReturnType<typeof staffOf>>;
let queue: Awaited<ReturnType<typeof emailQueueOf>>;
let watched: string;

beforeAll(async () => {
  shop = await startShop({ intercept, onLog });
  await seedPeople(shop.engine, outputOf(shop.engine, 'UserPoolId'), [person]);
  staff = await staffOf(shop);
  queue = await emailQueueOf(shop);
  watched = await watch();
});
afterAll(() => shop.engine.dispose());

/** A queue that both topics put everything into. */
const watch = async (): Promise<string> => {
  const { queues, topics } = shop.clients;
  const arn = 'arn:aws:sqs:us-east-1:000000000000:watched';
  const Principal = { Service: 'sns.amazonaws.com' };
  const statement = { Effect: 'Allow', Principal, Action: 'sqs:SendMessage', Resource: arn };
  const Policy = JSON.stringify({ Statement: [statement] });
  const { QueueUrl = '' } = await queues.send(new CreateQueueCommand({ QueueName: 'watched', Attributes: { Policy } }));
  for (const output of ['OrderEventsTopicArn', 'OperationsTopicArn']) {
    const TopicArn = outputOf(shop.engine, output);
    await topics.send(new SubscribeCommand({ TopicArn, Protocol: 'sqs', Endpoint: arn }));
  }
  return QueueUrl;
};

/** All that lies in a queue. */
const bodiesOf = async (QueueUrl: string): Promise<string[]> => {
  const bodies: string[] = [];
  for (;;) {
    const { Messages = [] } = await shop.clients.queues.send(
      new ReceiveMessageCommand({
        QueueUrl,
        MaxNumberOfMessages: 10,
        VisibilityTimeout: 600,
        MessageAttributeNames: ['All'],
      }),
    );
    if (Messages.length === 0) return bodies;
    bodies.push(...Messages.map((message) => JSON.stringify([message.Body, message.MessageAttributes])));
  }
};

const order = (body: unknown, headers: Record<string, string> = {}) => shop.order(body, headers, person);
const placed = async (body: object, headers?: Record<string, string>): Promise<string> =>
  String((await order({ customerName: typed.customerName, quantity: 1, ...body }, headers)).body.orderId);

/** What a shopper can do, right and wrong. */
const shopping = async (): Promise<string[]> => {
  const token = await shop.token(person);
  const ids = [
    await placed({ product: 'Laptop' }, { 'idempotency-key': typed.key }),
    await placed({ product: typed.product }),
    await placed({ product: 'Laptop', quantity: 99 }),
    await placed({ product: 'Laptop', expectedTotalCents: 1 }),
  ];
  for (const orderId of ids) await shop.settled(orderId);
  // The last one is asked about, as its price is another; it is cancelled with a reason of the person's own.
  const body = JSON.stringify({ reason: typed.product });
  expect((await shop.send('POST', `orders/${ids[3]}/cancel`, { token, body })).status).toBe(202);
  await until('it is cancelled', async () => (await shop.record(String(ids[3])))?.status === 'Cancelled');
  for (const body of [
    `{"customerName":"${typed.product}`,
    { customerName: `${typed.product}\u0007`, product: 'Laptop', quantity: 1 },
    { customerName: typed.customerName, product: 'Laptop', quantity: 1, [typed.key]: typed.product },
    { customerName: typed.product.repeat(40), product: 'Laptop', quantity: 1 },
    [typed.product],
  ]) {
    expect((await order(body)).status).toBe(400);
  }
  expect((await order({ customerName: 'x' }, { 'idempotency-key': `${typed.key} ${typed.product}` })).status).toBe(400);
  for (const path of [
    'orders',
    `orders?cursor=${typed.key}`,
    `orders?${typed.key}=${typed.product}`,
    `orders/${ids[0]}`,
    `orders/${encodeURIComponent(person.email)}`,
    `orders/${typed.key}%ZZ`,
    `products?${typed.key}=1`,
    `support/orders?email=${encodeURIComponent(person.email)}`,
    `support/dead-letters/${typed.key}/messages`,
  ]) {
    await shop.send('GET', path, { token });
  }
  return ids;
};

/** What support can do with a person's orders. */
const supporting = async ([orderId = '']: readonly string[]): Promise<void> => {
  const found = await staff.search({ email: person.email });
  expect(supportOrdersSchema.parse(found.body).orders).toHaveLength(4);
  await staff.search({ orderId: typed.product });
  await staff.search({ email: typed.product, status: 'Processed', day: '2025-01-01' });
  for (const path of [
    `orders?email=${encodeURIComponent(person.email)}`,
    `orders?orderId=${typed.key}`,
    `orders?cursor=${typed.key}`,
    `orders/${orderId}/execution`,
    `orders/${orderId}/execution?execution=${typed.key}`,
    `orders/${encodeURIComponent(person.email)}/execution`,
    `orders/${orderId}/mails/OrderProcessed`,
    `orders/${orderId}/mails/${encodeURIComponent(person.email)}`,
    `dead-letters/${typed.key}/messages`,
  ]) {
    await staff.get(path);
  }
  await staff.post(`orders/${orderId}/resend-confirmation`);
  await staff.post(`orders/${orderId}/redrive`, { [typed.key]: typed.product });
  await staff.post('orders/search', `{"email":"${person.email}`);
  await staff.delete(`dead-letters/orders/messages/${typed.key}`);
};

/** What services say when they fail, quoting what they were given. */
const failing = async (): Promise<void> => {
  faults.set('ses SendEmail', () => new AwsError('MessageRejected', `not verified: ${person.email}, ${typed.product}`));
  await queue.receives(1);
  const unmailed = await placed({ product: 'Mouse' });
  await queue.isInDeadLetters(unmailed);
  faults.clear();

  const quoting = (code: string) => () => new AwsError(code, `Value '${typed.customerName}' of ${person.email}`);
  for (const [call, code] of [
    ['dynamodb TransactWriteItems', 'ValidationException'],
    ['dynamodb BatchGetItem', 'ValidationException'],
    ['sns Publish', 'InvalidParameter'],
    ['persist-order', 'InvalidParameterValueException'],
  ] as const) {
    faults.set(call, quoting(code));
    await reaches(shop, await placed({ product: 'Mouse' }), 'FAILED');
    faults.clear();
  }
  faults.set('sqs SendMessage', quoting('InvalidMessageContents'));
  expect((await order({ customerName: typed.customerName, product: 'Mouse', quantity: 1 })).status).toBe(503);
  faults.clear();
  faults.set('dynamodb Query', quoting('ValidationException'));
  expect((await staff.search({ email: person.email })).status).toBe(500);
  faults.clear();

  const orders = outputOf(shop.engine, 'OrderQueueUrl');
  for (const MessageBody of [`no JSON: ${typed.product}`, JSON.stringify({ email: person.email, [typed.key]: 1 })]) {
    await shop.clients.queues.send(new SendMessageCommand({ QueueUrl: orders, MessageBody }));
    await shop.clients.queues.send(new SendMessageCommand({ QueueUrl: queue.url, MessageBody }));
  }
  await until('poison was refused', () => lines.filter((line) => line.includes('goes back to the queue')).length >= 5);
  await until('operations were alerted', () => lines.filter((line) => line.includes('execution noted')).length >= 2);
};

describe('what a person types, after every journey', () => {
  const announced: string[] = [];

  beforeAll(async () => {
    await supporting(await shopping());
    await failing();
    // A topic delivers in its own time.
    await until('all is announced', async () => announced.push(...(await bodiesOf(watched))) > 8, 60);
  }, 120_000);

  it('was logged by every kind of function', () => {
    const functions = new Set(lines.flatMap((line) => /"function":"([\w-]+)"/.exec(line)?.[1] ?? []));
    expect(functions.size).toBeGreaterThanOrEqual(12);
    expect(lines.filter((line) => line.includes('"level":"ERROR"')).length).toBeGreaterThan(10);
  });

  it('is in no line of any log', () => {
    expect(lines.filter((line) => piecesIn(line).length > 0)).toEqual([]);
  });

  it('is in no log group', async () => {
    const { logGroups } = await shop.engine.call<{ logGroups: { logGroupName: string }[] }>(
      'logs',
      'DescribeLogGroups',
      {},
    );
    expect(logGroups.length).toBeGreaterThan(12);
    for (const { logGroupName } of logGroups) {
      const { events } = await shop.engine.call<{ events: { message: string }[] }>('logs', 'FilterLogEvents', {
        logGroupName,
      });
      expect([logGroupName, piecesIn(JSON.stringify(events))]).toEqual([logGroupName, []]);
    }
  });

  it('is in no announcement, nor in an alert to operations', () => {
    expect(announced.length).toBeGreaterThan(8);
    expect(announced.filter((body) => piecesIn(body).length > 0)).toEqual([]);
  });

  it('is in no dead letter of the mails that the product itself put there', async () => {
    const bodies = await bodiesOf(queue.deadLetters);
    expect(bodies.length).toBeGreaterThan(0);
    expect(bodies.filter((body) => body.includes('OrderProcessed') && piecesIn(body).length > 0)).toEqual([]);
  });

  it('is where SECURITY.md says it is: the record, the execution, the queue of orders', async () => {
    expect(piecesIn(JSON.stringify(await shop.records()))).toEqual(
      expect.arrayContaining(
        ['Zqlocal', 'Zqdomain', 'Zqorderer', 'Zqproduct'].map((piece) => expect.stringMatching(new RegExp(piece, 'i'))),
      ),
    );
    const { Attributes } = await shop.clients.queues.send(
      new GetQueueAttributesCommand({ QueueUrl: outputOf(shop.engine, 'OrderQueueUrl'), AttributeNames: ['All'] }),
    );
    expect(Number(Attributes?.ApproximateNumberOfMessagesNotVisible)).toBeGreaterThan(0);
  });
});
