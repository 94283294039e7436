import {
  CreateTopicCommand,
  type MessageAttributeValue,
  PublishCommand,
  type PublishCommandInput,
  SNSClient,
  SubscribeCommand,
} from '@aws-sdk/client-sns';
import { createQueueClient, queueArn } from '../sqs/queue-client.ts';

/** SDK clients of both services with the few verbs that the tests repeat. */
export const createTopicClient = (endpoint: string) => {
  const client = new SNSClient({
    endpoint,
    region: 'us-east-1',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    maxAttempts: 1,
  });
  const queues = createQueueClient(endpoint);
  return {
    client,
    queues,
    create: async (Name: string): Promise<string> =>
      (await client.send(new CreateTopicCommand({ Name }))).TopicArn ?? '',
    /** Subscribes a queue by its name. */
    subscribe: async (TopicArn: string, queue: string, Attributes: Record<string, string> = {}): Promise<string> => {
      const input = { TopicArn, Protocol: 'sqs', Endpoint: queueArn(queue), Attributes };
      return (await client.send(new SubscribeCommand(input))).SubscriptionArn ?? '';
    },
    publish: async (TopicArn: string, Message: string, rest: Partial<PublishCommandInput> = {}): Promise<string> =>
      (await client.send(new PublishCommand({ TopicArn, Message, ...rest }))).MessageId ?? '',
    /** Creates a queue that takes messages of a topic. */
    openQueue: (name: string, topicArn: string): Promise<string> =>
      queues.create(name, { Policy: allow(name, topicArn) }),
  };
};

/** A queue policy that lets a topic send. */
export const allow = (queue: string, topicArn: string): string =>
  JSON.stringify({
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Allow',
        Principal: { Service: 'sns.amazonaws.com' },
        Action: 'sqs:SendMessage',
        Resource: queueArn(queue),
        Condition: { ArnEquals: { 'aws:SourceArn': topicArn } },
      },
    ],
  });

/** A String attribute. */
export const text = (StringValue: string): MessageAttributeValue => ({ DataType: 'String', StringValue });
