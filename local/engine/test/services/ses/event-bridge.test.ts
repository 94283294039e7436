import { CreateEmailIdentityCommand, SESv2Client, SendEmailCommand } from '@aws-sdk/client-sesv2';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { writeAssembly } from '../../../src/testing/assembly.ts';
import { clientSettings, startTestEngine, until } from '../../../src/testing/engine.ts';
import { createQueueClient } from '../sqs/queue-client.ts';
import { topicPolicy } from './mail-events.ts';

const destination = (changes: object) => ({
  Type: 'AWS::SES::ConfigurationSetEventDestination',
  Properties: {
    ConfigurationSetName: { Ref: 'Set' },
    EventDestination: {
      Enabled: true,
      MatchingEventTypes: ['send', 'reject', 'bounce', 'complaint', 'delivery', 'deliveryDelay'],
      ...changes,
    },
  },
});
const queuePolicy = (queue: string, service: string) => ({
  Type: 'AWS::SQS::QueuePolicy',
  Properties: {
    Queues: [{ Ref: queue }],
    PolicyDocument: {
      Statement: [
        {
          Effect: 'Allow',
          Principal: { Service: service },
          Action: 'sqs:SendMessage',
          Resource: { 'Fn::GetAtt': [queue, 'Arn'] },
        },
      ],
    },
  },
});
const TOPIC = 'arn:aws:sns:us-east-1:000000000000:mails';
const resources = {
  Set: { Type: 'AWS::SES::ConfigurationSet', Properties: { Name: 'shop' } },
  Bus: destination({
    EventBridgeDestination: { EventBusArn: 'arn:aws:events:us-east-1:000000000000:event-bus/default' },
  }),
  Queue: { Type: 'AWS::SQS::Queue', Properties: { QueueName: 'bus' } },
  QueuePolicy: queuePolicy('Queue', 'events.amazonaws.com'),
  Rule: {
    Type: 'AWS::Events::Rule',
    Properties: {
      EventPattern: { source: ['aws.ses'], detail: { mail: { tags: { purpose: ['orders'] } } } },
      Targets: [{ Id: 'queue', Arn: { 'Fn::GetAtt': ['Queue', 'Arn'] } }],
    },
  },
  Topic: { Type: 'AWS::SNS::Topic', Properties: { TopicName: 'mails' } },
  TopicPolicy: {
    Type: 'AWS::SNS::TopicPolicy',
    Properties: { Topics: [{ Ref: 'Topic' }], PolicyDocument: JSON.parse(topicPolicy(TOPIC, 'shop')) },
  },
  ByTopic: {
    ...destination({ SnsDestination: { TopicARN: { Ref: 'Topic' } } }),
    DependsOn: ['TopicPolicy', 'Subscription'],
  },
  TopicQueue: { Type: 'AWS::SQS::Queue', Properties: { QueueName: 'topic' } },
  TopicQueuePolicy: queuePolicy('TopicQueue', 'sns.amazonaws.com'),
  Subscription: {
    Type: 'AWS::SNS::Subscription',
    Properties: {
      TopicArn: { Ref: 'Topic' },
      Protocol: 'sqs',
      Endpoint: { 'Fn::GetAtt': ['TopicQueue', 'Arn'] },
      RawMessageDelivery: true,
    },
  },
};
const outputs = { Queue: { Value: { Ref: 'Queue' } }, TopicQueue: { Value: { Ref: 'TopicQueue' } } };

let engine: Awaited<ReturnType<typeof startTestEngine>>;
let client: SESv2Client;
let queues: ReturnType<typeof createQueueClient>;
beforeAll(async () => {
  engine = await startTestEngine({ assembly: writeAssembly({ Resources: resources, Outputs: outputs }) });
  client = new SESv2Client(clientSettings(engine));
  queues = createQueueClient(clientSettings(engine).endpoint);
  await client.send(new CreateEmailIdentityCommand({ EmailIdentity: 'example.com' }));
});
afterAll(async () => {
  client.destroy();
  await engine.dispose();
});

const send = (to: string, purpose: string) =>
  client.send(
    new SendEmailCommand({
      FromEmailAddress: 'shop@example.com',
      Destination: { ToAddresses: [to] },
      ConfigurationSetName: 'shop',
      EmailTags: [{ Name: 'purpose', Value: purpose }],
      Content: { Simple: { Subject: { Data: 'Hello' }, Body: { Text: { Data: 'text' } } } },
    }),
  );
const collect = async (queue: string, count: number): Promise<readonly string[]> => {
  const bodies: string[] = [];
  await until(`${count} messages came`, async () => {
    for (const { Body = '' } of await queues.receive(queue, { WaitTimeSeconds: 1 })) bodies.push(Body);
    return bodies.length >= count;
  });
  return bodies;
};

describe('a template’s event destinations', () => {
  it('put events on the default bus, where a rule finds them by type, configuration set and tag', async () => {
    await send('john@example.org', 'other');
    const { MessageId } = await send('complaint@simulator.amazonses.com', 'orders');
    const events = (await collect(engine.outputs.Queue ?? '', 3)).map((body) => JSON.parse(body));
    expect(events.map((event) => event['detail-type']).sort()).toEqual([
      'Email Complaint Received',
      'Email Delivered',
      'Email Sent',
    ]);
    for (const event of events) {
      expect(event).toMatchObject({
        version: '0',
        source: 'aws.ses',
        account: '000000000000',
        region: 'us-east-1',
        resources: ['arn:aws:ses:us-east-1:000000000000:configuration-set/shop'],
        detail: { mail: { messageId: MessageId, tags: { purpose: ['orders'] } } },
      });
    }
    const complaint = events.find((event) => event['detail-type'] === 'Email Complaint Received');
    expect(complaint.detail).toMatchObject({ eventType: 'Complaint', complaint: { complaintFeedbackType: 'abuse' } });
  });

  it('tell a topic, whose policy is asked when the destination is made', async () => {
    const bodies = await collect(engine.outputs.TopicQueue ?? '', 6);
    expect(bodies.filter((body) => !body.startsWith('{'))).toHaveLength(1);
    const names = bodies.filter((body) => body.startsWith('{')).map((body) => JSON.parse(body).eventType);
    expect(names.sort()).toEqual(['Complaint', 'Delivery', 'Delivery', 'Send', 'Send']);
  });

  it.each([
    ['a topic that lets SES not publish', { TopicPolicy: undefined }, 'ByTopic .*Access denied'],
    [
      'another bus',
      {
        Bus: destination({
          EventBridgeDestination: { EventBusArn: 'arn:aws:events:us-east-1:000000000000:event-bus/mine' },
        }),
      },
      'Bus .*default event bus',
    ],
    [
      'a type that API v2 has and a template has not',
      { Bus: destination({ MatchingEventTypes: ['DELIVERY_DELAY'] }) },
      'Bus .*[Mm]atchingEventTypes',
    ],
  ])('are refused at start with %s', async (_what, changes, message) => {
    const { ByTopic, ...rest } = { ...resources, ...changes };
    const assembly = writeAssembly({
      Resources: JSON.parse(JSON.stringify({ ...rest, ByTopic: { ...ByTopic, DependsOn: ['Topic'] } })),
    });
    await expect(startTestEngine({ assembly })).rejects.toThrow(new RegExp(message, 's'));
  });
});
