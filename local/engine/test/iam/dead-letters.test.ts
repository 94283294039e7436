import { describe, expect, it } from 'vitest';
import { until } from '../../src/testing/engine.ts';
import { attribute } from '../services/lambda/stack.ts';
import { allow, useStack } from './use-stack.ts';

const { start } = useStack();

const queue = (QueueName: string) => ({ Type: 'AWS::SQS::Queue', Properties: { QueueName } });
const letting = (service: string) => ({
  Type: 'AWS::SQS::QueuePolicy',
  Properties: {
    Queues: [{ Ref: 'Dead' }],
    PolicyDocument: {
      Version: '2012-10-17',
      Statement: [{ ...allow('sqs:SendMessage', attribute('Dead')), Principal: { Service: service } }],
    },
  },
});
const TOPIC_ARN = 'arn:aws:sns:us-east-1:000000000000:news';

/** Of each service, something that sends to a queue that lets nobody, and has a dead-letter queue. */
const sources = {
  'sns.amazonaws.com': {
    resources: {
      News: { Type: 'AWS::SNS::Topic', Properties: { TopicName: 'news' } },
      Subscription: {
        Type: 'AWS::SNS::Subscription',
        Properties: {
          TopicArn: { Ref: 'News' },
          Protocol: 'sqs',
          Endpoint: attribute('Closed'),
          RedrivePolicy: { deadLetterTargetArn: attribute('Dead') },
        },
      },
    },
    send: ['sns', 'Publish', { TopicArn: TOPIC_ARN, Message: 'x' }],
  },
  'events.amazonaws.com': {
    resources: {
      Rule: {
        Type: 'AWS::Events::Rule',
        Properties: {
          EventPattern: { source: ['shop'] },
          Targets: [{ Id: 'T', Arn: attribute('Closed'), DeadLetterConfig: { Arn: attribute('Dead') } }],
        },
      },
    },
    send: ['events', 'PutEvents', { Entries: [{ Source: 'shop', DetailType: 'Sold', Detail: '{}' }] }],
  },
} as const;

describe.each(Object.entries(sources))('the dead-letter queue of %s', (service, { resources, send }) => {
  const [of, operation, input] = send;
  const base = { Closed: queue('closed'), Dead: queue('dead'), ...resources };

  it('takes what could not be delivered, where its policy lets the service', async () => {
    const engine = await start({ ...base, Policy: letting(service) });
    await engine.call(of, operation, input);
    const Messages = await until('it is there', async () => {
      const answer = await engine.call<{ Messages?: object[] }>('sqs', 'ReceiveMessage', { QueueUrl: '/dead' });
      return answer.Messages;
    });
    expect(Messages).toHaveLength(1);
  });

  it('loses it without such a policy, and the log says so', async () => {
    const engine = await start({ ...base, Policy: letting('others.amazonaws.com') });
    await engine.call(of, operation, input);
    const line = await until('the log tells', () => engine.lines.find((each) => each.includes('discarded')));
    expect(line).toMatch(/the dead-letter queue arn:aws:sqs:.*:dead did not take it: User: .* sqs:SendMessage/);
  });
});
