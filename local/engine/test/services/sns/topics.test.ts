import {
  ConfirmSubscriptionCommand,
  CreateTopicCommand,
  GetSubscriptionAttributesCommand,
  GetTopicAttributesCommand,
  ListSubscriptionsByTopicCommand,
  ListSubscriptionsCommand,
  ListTagsForResourceCommand,
  ListTopicsCommand,
  SetSubscriptionAttributesCommand,
  SetTopicAttributesCommand,
  SubscribeCommand,
  TagResourceCommand,
  UnsubscribeCommand,
  UntagResourceCommand,
} from '@aws-sdk/client-sns';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { writeAssembly } from '../../../src/testing/assembly.ts';
import { clientSettings, startTestEngine, until } from '../../../src/testing/engine.ts';
import { queueArn } from '../sqs/queue-client.ts';
import { createTopicClient } from './topic-client.ts';

let engine: Awaited<ReturnType<typeof startTestEngine>>;
let topics: ReturnType<typeof createTopicClient>;
const log: string[] = [];
beforeAll(async () => {
  engine = await startTestEngine({ onLog: (_source, line) => void log.push(line) });
  topics = createTopicClient(clientSettings(engine).endpoint);
});
afterAll(() => engine.dispose());

it('nothing is listed as empty lists', async () => {
  expect((await topics.client.send(new ListTopicsCommand())).Topics).toEqual([]);
  expect((await topics.client.send(new ListSubscriptionsCommand())).Subscriptions).toEqual([]);
});

it('a topic is created once, with attributes and tags that may hold markup', async () => {
  const odd = 'a<b>&"c\'\r\n😀]]>';
  const create = (DisplayName: string) =>
    topics.client.send(
      new CreateTopicCommand({ Name: 'odd', Attributes: { DisplayName }, Tags: [{ Key: '__proto__', Value: odd }] }),
    );
  const { TopicArn } = await create(odd);
  expect(TopicArn).toBe('arn:aws:sns:us-east-1:000000000000:odd');
  expect((await create(odd)).TopicArn).toBe(TopicArn);
  await expect(create('other')).rejects.toThrow(/Topic already exists with different attributes/);
  const again = (more: object) => topics.client.send(new CreateTopicCommand({ Name: 'odd', ...more }));
  expect((await again({})).TopicArn).toBe(TopicArn);
  await expect(again({ Tags: [{ Key: 'a', Value: 'b' }] })).rejects.toThrow(/Topic already exists with different tags/);
  const plain = await topics.create('undressed');
  const withDefaults = new CreateTopicCommand({ Name: 'undressed', Attributes: { DisplayName: '' } });
  expect((await topics.client.send(withDefaults)).TopicArn).toBe(plain);
  const shown = await topics.client.send(new GetTopicAttributesCommand({ TopicArn }));
  expect(shown.Attributes).toMatchObject({
    DisplayName: odd,
    TopicArn,
    Owner: '000000000000',
    SubscriptionsConfirmed: '0',
  });
  const tags = async () => (await topics.client.send(new ListTagsForResourceCommand({ ResourceArn: TopicArn }))).Tags;
  expect(await tags()).toEqual([{ Key: '__proto__', Value: odd }]);
  await topics.client.send(new TagResourceCommand({ ResourceArn: TopicArn, Tags: [{ Key: 'b', Value: '' }] }));
  await topics.client.send(new UntagResourceCommand({ ResourceArn: TopicArn, TagKeys: ['__proto__'] }));
  expect(await tags()).toEqual([{ Key: 'b', Value: '' }]);
  const set = (AttributeName: string, AttributeValue: string) =>
    topics.client.send(new SetTopicAttributesCommand({ TopicArn, AttributeName, AttributeValue }));
  await set('DisplayName', 'plain');
  await expect(set('Nonsense', 'x')).rejects.toMatchObject({ name: 'InvalidParameterException' });
  await expect(set('Policy', '{')).rejects.toMatchObject({ name: 'InvalidParameterException' });
  await expect(topics.create('a.fifo')).rejects.toThrow(/FIFO topics are not emulated/);
});

it('a subscription is kept for the same attributes, changed, listed and ended', async () => {
  const topic = await topics.create('subscribed');
  const arn = await topics.subscribe(topic, 'q');
  expect(arn).toMatch(/^arn:aws:sns:us-east-1:000000000000:subscribed:[0-9a-f-]{36}$/);
  expect(await topics.subscribe(topic, 'q')).toBe(arn);
  expect(await topics.subscribe(topic, 'q', { RawMessageDelivery: 'False' })).toBe(arn);
  expect(await topics.subscribe(topic, 'q', { FilterPolicyScope: 'MessageAttributes' })).toBe(arn);
  await expect(topics.subscribe(topic, 'q', { RawMessageDelivery: 'true' })).rejects.toThrow(/different attributes/);
  const set = (AttributeName: string, AttributeValue: string) =>
    topics.client.send(new SetSubscriptionAttributesCommand({ SubscriptionArn: arn, AttributeName, AttributeValue }));
  await set('FilterPolicy', '{"a":["b"]}');
  await expect(set('RedrivePolicy', '{}')).rejects.toMatchObject({ name: 'InvalidParameterException' });
  const get = () => topics.client.send(new GetSubscriptionAttributesCommand({ SubscriptionArn: arn }));
  expect((await get()).Attributes).toMatchObject({
    SubscriptionArn: arn,
    TopicArn: topic,
    Protocol: 'sqs',
    Endpoint: queueArn('q'),
    FilterPolicy: '{"a":["b"]}',
    FilterPolicyScope: 'MessageAttributes',
    RawMessageDelivery: 'false',
    PendingConfirmation: 'false',
  });
  const list = () => topics.client.send(new ListSubscriptionsByTopicCommand({ TopicArn: topic }));
  expect((await list()).Subscriptions).toEqual([
    { SubscriptionArn: arn, Owner: '000000000000', Protocol: 'sqs', Endpoint: queueArn('q'), TopicArn: topic },
  ]);
  await topics.client.send(new UnsubscribeCommand({ SubscriptionArn: arn }));
  expect((await list()).Subscriptions).toEqual([]);
  await expect(get()).rejects.toMatchObject({ name: 'NotFoundException' });
});

it('more than 100 subscriptions come in pages', async () => {
  const topic = await topics.create('popular');
  for (let index = 0; index < 101; index += 1) await topics.subscribe(topic, `q${index}`);
  const list = (NextToken?: string) =>
    topics.client.send(new ListSubscriptionsByTopicCommand({ TopicArn: topic, NextToken }));
  const first = await list();
  const second = await list(first.NextToken);
  expect([first.Subscriptions?.length, second.Subscriptions?.length, second.NextToken]).toEqual([100, 1, undefined]);
});

it('an e-mail subscription waits for its confirmation', async () => {
  const TopicArn = await topics.create('mailed');
  const input = { TopicArn, Protocol: 'email', Endpoint: 'jane@example.com' };
  const { SubscriptionArn } = await topics.client.send(new SubscribeCommand(input));
  expect(SubscriptionArn).toBe('pending confirmation');
  const listed = () => topics.client.send(new ListSubscriptionsByTopicCommand({ TopicArn }));
  expect((await listed()).Subscriptions?.[0]?.SubscriptionArn).toBe('PendingConfirmation');
  const confirm = (Token: string) => topics.client.send(new ConfirmSubscriptionCommand({ TopicArn, Token }));
  await expect(confirm('wrong')).rejects.toMatchObject({ name: 'InvalidParameterException' });
  const line = log.find((candidate) => candidate.includes('jane@example.com')) ?? '';
  await confirm(/--token (\w+)/.exec(line)?.[1] ?? '');
  expect((await listed()).Subscriptions?.[0]?.SubscriptionArn).toMatch(/^arn:/);
});

it('provisioning keeps what is owed and replaces what changed', async () => {
  const allowTopic = {
    Statement: [
      { Effect: 'Allow', Principal: { Service: 'sns.amazonaws.com' }, Action: 'sqs:SendMessage', Resource: '*' },
    ],
  };
  const template = (endpoint: string, filter: string) => ({
    Resources: {
      Topic: { Type: 'AWS::SNS::Topic', Properties: { DisplayName: 'd', KmsMasterKeyId: 'alias/aws/sns' } },
      One: { Type: 'AWS::SQS::Queue', Properties: { QueueName: 'one' } },
      Two: { Type: 'AWS::SQS::Queue', Properties: { QueueName: 'two' } },
      Policy: {
        Type: 'AWS::SQS::QueuePolicy',
        Properties: { Queues: [{ Ref: 'One' }, { Ref: 'Two' }], PolicyDocument: allowTopic },
      },
      TopicPolicy: {
        Type: 'AWS::SNS::TopicPolicy',
        Properties: {
          Topics: [{ Ref: 'Topic' }],
          PolicyDocument: {
            Statement: [{ Effect: 'Deny', Principal: '*', Action: 'sns:DeleteTopic', Resource: '*' }],
          },
        },
      },
      Subscription: {
        Type: 'AWS::SNS::Subscription',
        Properties: {
          TopicArn: { Ref: 'Topic' },
          Protocol: 'sqs',
          Endpoint: { 'Fn::GetAtt': [endpoint, 'Arn'] },
          RawMessageDelivery: 'true',
          FilterPolicy: { eventType: [filter] },
          RedrivePolicy: { deadLetterTargetArn: { 'Fn::GetAtt': ['Two', 'Arn'] } },
        },
      },
    },
    Outputs: { Topic: { Value: { Ref: 'Topic' } }, Subscription: { Value: { Ref: 'Subscription' } } },
  });
  const start = (endpoint: string, filter: string, dataDir?: string) =>
    startTestEngine({ assembly: writeAssembly(template(endpoint, filter)), ...(dataDir && { dataDir }) });
  const first = await start('One', 'a');
  const arns = first.outputs;
  await first.stop();
  const second = await start('One', 'b', first.dataDir);
  expect(second.outputs).toEqual(arns);
  await second.stop();
  const third = await start('Two', 'b', first.dataDir);
  expect(third.outputs.Subscription).not.toBe(arns.Subscription);
  const client = createTopicClient(clientSettings(third).endpoint);
  const listed = await client.client.send(new ListSubscriptionsCommand());
  expect(listed.Subscriptions?.map(({ Endpoint }) => Endpoint)).toEqual([queueArn('two')]);
  const topicArn = third.outputs.Topic ?? '';
  const shown = await client.client.send(new GetTopicAttributesCommand({ TopicArn: topicArn }));
  expect(shown.Attributes).toMatchObject({ DisplayName: 'd', Policy: expect.stringContaining('sns:DeleteTopic') });
  const event = (value: string) => ({ MessageAttributes: { eventType: { DataType: 'String', StringValue: value } } });
  await client.publish(topicArn, 'filtered', event('a'));
  await client.publish(topicArn, 'passed', event('b'));
  const url = await client.queues.create('two');
  const [message] = await until('it arrives', async () => {
    const messages = await client.queues.receive(url, { WaitTimeSeconds: 5 });
    return messages.length > 0 && messages;
  });
  expect(message?.Body).toBe('passed');
  await third.dispose();
});
