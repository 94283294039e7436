import { SubscribeCommand } from '@aws-sdk/client-sns';
import {
  CreateQueueCommand,
  DeleteMessageBatchCommand,
  GetQueueUrlCommand,
  ReceiveMessageCommand,
} from '@aws-sdk/client-sqs';
import type { Shop } from './shop.ts';

const QueueName = 'watched';

/** Subscribes a queue to a topic. Gives what tells all that it has been given so far, on the engine that runs at that moment. */
export const watchTopic = async ({ queues, topics }: Shop['clients'], TopicArn: string) => {
  const Endpoint = TopicArn.replace(/^arn:aws:sns:([^:]*):([^:]*):.*$/, `arn:aws:sqs:$1:$2:${QueueName}`);
  const Allow = {
    Effect: 'Allow',
    Principal: { Service: 'sns.amazonaws.com' },
    Action: 'sqs:SendMessage',
    Resource: Endpoint,
  };
  const Policy = JSON.stringify({ Statement: [Allow] });
  await queues.send(new CreateQueueCommand({ QueueName, Attributes: { Policy } }));
  const Attributes = { RawMessageDelivery: 'true' };
  await topics.send(new SubscribeCommand({ TopicArn, Protocol: 'sqs', Endpoint, Attributes }));
  const seen: Record<string, unknown>[] = [];
  return async (clients: Pick<Shop['clients'], 'queues'>): Promise<readonly Record<string, unknown>[]> => {
    // Its address names the port, which may be another by now.
    const { QueueUrl } = await clients.queues.send(new GetQueueUrlCommand({ QueueName }));
    for (;;) {
      const receive = new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10 });
      const { Messages = [] } = await clients.queues.send(receive);
      if (Messages.length === 0) return seen;
      seen.push(...Messages.map(({ Body = '' }) => JSON.parse(Body) as Record<string, unknown>));
      const Entries = Messages.map(({ ReceiptHandle }, index) => ({ Id: String(index), ReceiptHandle }));
      await clients.queues.send(new DeleteMessageBatchCommand({ QueueUrl, Entries }));
    }
  };
};
