import {
  DeleteTopicCommand,
  PublishBatchCommand,
  SetSubscriptionAttributesCommand,
  SubscribeCommand,
} from '@aws-sdk/client-sns';
import { SetQueueAttributesCommand } from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AwsError } from '../../../src/aws-error.ts';
import { retryDelayMs } from '../../../src/services/sns/retry-schedule.ts';
import { clientSettings, startTestEngine, until } from '../../../src/testing/engine.ts';
import { queueArn } from '../sqs/queue-client.ts';
import { allow, createTopicClient, text } from './topic-client.ts';

let engine: Awaited<ReturnType<typeof startTestEngine>>;
let topics: ReturnType<typeof createTopicClient>;
let queues: ReturnType<typeof createTopicClient>['queues'];
const log: string[] = [];
/** Sends of the service itself that fail on its side before they reach the queue. */
const outages = new Map<string, number>();
let attempts = 0;

beforeAll(async () => {
  engine = await startTestEngine({
    onLog: (_source, line) => void log.push(line),
    intercept: ({ operation, caller, input }) => {
      if (operation !== 'SendMessage' || caller.kind !== 'service') return;
      const { QueueUrl } = input as { QueueUrl: string };
      const name = QueueUrl.slice(QueueUrl.lastIndexOf('/') + 1);
      const left = outages.get(name) ?? 0;
      if (left === 0) return;
      outages.set(name, left - 1);
      attempts += 1;
      throw new AwsError('ServiceUnavailable', 'injected', 503);
    },
  });
  topics = createTopicClient(clientSettings(engine).endpoint);
  queues = topics.queues;
});
afterAll(() => engine.dispose());

const wait = { WaitTimeSeconds: 10, MessageAttributeNames: ['All'] };
const attributes = {
  eventType: text('OrderProcessed'),
  count: { DataType: 'Number', StringValue: '2' },
  tags: { DataType: 'String.Array', StringValue: '["a","b"]' },
  bytes: { DataType: 'Binary', BinaryValue: new Uint8Array([1, 255]) },
};

describe('a publication reaches a subscribed queue', () => {
  it('in the envelope that AWS sends', async () => {
    const topic = await topics.create('enveloped');
    const url = await topics.openQueue('enveloped', topic);
    const subscription = await topics.subscribe(topic, 'enveloped');
    const MessageId = await topics.publish(topic, 'é <&> "x"', { Subject: 'Hello', MessageAttributes: attributes });
    const [message] = await queues.receive(url, wait);
    expect(message?.MessageAttributes).toBeUndefined();
    expect(Object.entries(JSON.parse(message?.Body ?? ''))).toEqual([
      ['Type', 'Notification'],
      ['MessageId', MessageId],
      ['TopicArn', topic],
      ['Subject', 'Hello'],
      ['Message', 'é <&> "x"'],
      ['Timestamp', expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/)],
      ['SignatureVersion', '1'],
      ['Signature', expect.any(String)],
      ['SigningCertURL', expect.stringMatching(/^https:\/\/sns\.us-east-1\.amazonaws\.com\/.*\.pem$/)],
      ['UnsubscribeURL', expect.stringContaining(`Action=Unsubscribe&SubscriptionArn=${subscription}`)],
      [
        'MessageAttributes',
        {
          eventType: { Type: 'String', Value: 'OrderProcessed' },
          count: { Type: 'Number', Value: '2' },
          tags: { Type: 'String.Array', Value: '["a","b"]' },
          bytes: { Type: 'Binary', Value: 'Af8=' },
        },
      ],
    ]);
  });

  it('raw, with its attributes, where the subscription says so', async () => {
    const topic = await topics.create('raw');
    const url = await topics.openQueue('raw', topic);
    const SubscriptionArn = await topics.subscribe(topic, 'raw');
    const raw = { SubscriptionArn, AttributeName: 'RawMessageDelivery', AttributeValue: 'true' };
    await topics.client.send(new SetSubscriptionAttributesCommand(raw));
    await topics.publish(topic, '{"a":1}', { MessageAttributes: attributes });
    const [message] = await queues.receive(url, wait);
    expect(message).toMatchObject({ Body: '{"a":1}', MessageAttributes: attributes });
  });

  it('as the text for its protocol, with MessageStructure json', async () => {
    const topic = await topics.create('structured');
    const url = await topics.openQueue('structured', topic);
    await topics.subscribe(topic, 'structured', { RawMessageDelivery: 'true' });
    const publish = (message: unknown) => topics.publish(topic, JSON.stringify(message), { MessageStructure: 'json' });
    await publish({ default: 'for all', sqs: '{"for":"queues"}' });
    expect((await queues.receive(url, wait))[0]?.Body).toBe('{"for":"queues"}');
    await publish({ default: 'for all', email: 'for people' });
    expect((await queues.receive(url, wait))[0]?.Body).toBe('for all');
    await expect(publish({ sqs: 'x' })).rejects.toThrow('No default entry in JSON message body');
    await expect(topics.publish(topic, '{', { MessageStructure: 'json' })).rejects.toThrow('failed to parse');
  });

  it('from a batch; a bad entry fails alone', async () => {
    const topic = await topics.create('batch');
    const url = await topics.openQueue('batch', topic);
    await topics.subscribe(topic, 'batch', { RawMessageDelivery: 'true' });
    const batch = (PublishBatchRequestEntries: { Id: string; Message: string }[]) =>
      topics.client.send(new PublishBatchCommand({ TopicArn: topic, PublishBatchRequestEntries }));
    const result = await batch([
      { Id: 'a', Message: 'one' },
      { Id: 'b', Message: '' },
      { Id: 'c', Message: 'two' },
    ]);
    expect(result.Successful?.map(({ Id }) => Id)).toEqual(['a', 'c']);
    expect(result.Failed).toMatchObject([{ Id: 'b', Code: 'InvalidParameter', SenderFault: true }]);
    const bodies: (string | undefined)[] = [];
    await until('both arrive', async () => {
      bodies.push(...(await queues.receive(url, wait)).map(({ Body }) => Body));
      return bodies.length === 2;
    });
    expect(bodies.sort()).toEqual(['one', 'two']);
    await expect(batch([])).rejects.toMatchObject({ name: 'EmptyBatchRequestException' });
    const twice = [1, 2].map(() => ({ Id: 'a', Message: 'x' }));
    await expect(batch(twice)).rejects.toMatchObject({ name: 'BatchEntryIdsNotDistinctException' });
    const large = ['a', 'b'].map((Id) => ({ Id, Message: 'x'.repeat(200_000) }));
    await expect(batch(large)).rejects.toMatchObject({ name: 'BatchRequestTooLongException' });
  });
});

describe('a delivery that fails', () => {
  const dead = { RedrivePolicy: JSON.stringify({ deadLetterTargetArn: queueArn('sns-dlq') }) };

  it('by the refusal of the queue policy goes to the DLQ of the subscription, untried again', async () => {
    const topic = await topics.create('refused');
    const dlq = await topics.openQueue('sns-dlq', topic);
    const closed = await queues.create('closed', { Policy: allow('closed', `${topic}-other`) });
    await topics.subscribe(topic, 'closed', dead);
    const sends = engine.usage()['sqs:SendMessage'] ?? 0;
    await topics.publish(topic, 'refused');
    const [message] = await queues.receive(dlq, wait);
    expect(JSON.parse(message?.Body ?? '')).toMatchObject({ Message: 'refused', TopicArn: topic });
    expect((engine.usage()['sqs:SendMessage'] ?? 0) - sends).toBe(2);
    expect(await queues.attribute(closed, 'ApproximateNumberOfMessages')).toBe('0');
    await queues.client.send(
      new SetQueueAttributesCommand({ QueueUrl: closed, Attributes: { Policy: allow('closed', topic) } }),
    );
    await topics.publish(topic, 'admitted');
    expect(JSON.parse((await queues.receive(closed, wait))[0]?.Body ?? '')).toMatchObject({ Message: 'admitted' });
  });

  it('for want of the queue is discarded and logged without a DLQ', async () => {
    const topic = await topics.create('vanished');
    await topics.subscribe(topic, 'no-such-queue');
    const id = await topics.publish(topic, 'lost');
    await until('it is logged', () => log.some((line) => line.includes(id) && line.includes('discarded')));
  });

  it('on the side of the queue is retried until it arrives, once', async () => {
    const topic = await topics.create('flaky');
    const url = await topics.openQueue('flaky', topic);
    await topics.subscribe(topic, 'flaky', { RawMessageDelivery: 'true' });
    outages.set('flaky', 5);
    await topics.publish(topic, 'persistent');
    expect((await queues.receive(url, wait)).map(({ Body }) => Body)).toEqual(['persistent']);
    expect(attempts).toBe(5);
    expect(await queues.attribute(url, 'ApproximateNumberOfMessages')).toBe('0');
  });

  it('is retried on the schedule of AWS managed endpoints', () => {
    const delays = Array.from({ length: 20 }, (_, index) => retryDelayMs(index + 1));
    expect(delays.slice(0, 6)).toEqual([0, 0, 0, 1000, 1000, 1000]);
    expect(delays.slice(5, 15)).toEqual(delays.slice(5, 15).toSorted((a, b) => Number(a) - Number(b)));
    expect(delays.slice(14)).toEqual([20_000, 20_000, 20_000, 20_000, 20_000, 20_000]);
    expect([retryDelayMs(100_015), retryDelayMs(100_016)]).toEqual([20_000, undefined]);
  });
});

it('a deleted topic delivers nothing, and an unknown one is refused', async () => {
  const topic = await topics.create('deleted');
  const url = await topics.openQueue('deleted', topic);
  await topics.subscribe(topic, 'deleted');
  await topics.client.send(new DeleteTopicCommand({ TopicArn: topic }));
  await expect(topics.publish(topic, 'm')).rejects.toMatchObject({
    name: 'NotFoundException',
    message: 'Topic does not exist',
    $metadata: { httpStatusCode: 404 },
  });
  expect(await queues.receive(url)).toEqual([]);
});

it.each([
  ['an empty message', { Message: '' }, 'InvalidParameterException'],
  ['more than 256 KiB', { Message: 'x'.repeat(262_145) }, 'InvalidParameterException'],
  ['a subject of two lines', { Message: 'm', Subject: 'a\nb' }, 'InvalidParameterException'],
  [
    'an unknown attribute type',
    { Message: 'm', MessageAttributes: { a: { DataType: 'Text', StringValue: 'x' } } },
    'InvalidParameterValueException',
  ],
  ['a telephone number', { Message: 'm', TopicArn: undefined, PhoneNumber: '+1' }, 'InvalidParameterException'],
])('%s is refused', async (_what, { Message, ...rest }, name) => {
  const topic = await topics.create('refusing');
  await expect(topics.publish(topic, Message, rest)).rejects.toMatchObject({
    name,
    $metadata: { httpStatusCode: 400 },
  });
});

it.each([
  ['https', 'https://example.com'],
  ['sms', '+1'],
  ['sqs', 'not-an-arn'],
  ['lambda', queueArn('x')],
])('a subscription of protocol %s to %s is refused', async (Protocol, Endpoint) => {
  const TopicArn = await topics.create('refusing');
  await expect(topics.client.send(new SubscribeCommand({ TopicArn, Protocol, Endpoint }))).rejects.toMatchObject({
    name: 'InvalidParameterException',
  });
});
