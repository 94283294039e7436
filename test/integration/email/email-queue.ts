import {
  GetQueueAttributesCommand,
  ReceiveMessageCommand,
  SendMessageBatchCommand,
  SetQueueAttributesCommand,
  StartMessageMoveTaskCommand,
} from '@aws-sdk/client-sqs';
import { until } from 'local-aws/testing';
import { outputOf, type Shop } from '../../helpers/shop.ts';

/** The e-mail queue of a shop, whose waits are shortened at the queue itself: the product code keeps its own. */
export const emailQueueOf = async ({ engine, clients: { queues } }: Shop) => {
  const url = outputOf(engine, 'EmailQueueUrl');
  const deadLetters = outputOf(engine, 'EmailDeadLetterQueueUrl');
  const attribute = async (QueueUrl: string, name: 'QueueArn' | 'Policy'): Promise<string> => {
    const { Attributes } = await queues.send(new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['All'] }));
    return Attributes?.[name] ?? '';
  };
  const set = (Attributes: Record<string, string>) =>
    queues.send(new SetQueueAttributesCommand({ QueueUrl: url, Attributes }));
  const counts = async (QueueUrl: string): Promise<number> => {
    const { Attributes = {} } = await queues.send(new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['All'] }));
    return Number(Attributes.ApproximateNumberOfMessages) + Number(Attributes.ApproximateNumberOfMessagesNotVisible);
  };
  await set({ VisibilityTimeout: '1' });
  return {
    url,
    deadLetters,
    set,
    policy: () => attribute(url, 'Policy'),
    /** Gives a message this many chances. */
    receives: async (maxReceiveCount: number) =>
      set({
        RedrivePolicy: JSON.stringify({
          deadLetterTargetArn: await attribute(deadLetters, 'QueueArn'),
          maxReceiveCount,
        }),
      }),
    send: async (...bodies: readonly unknown[]): Promise<void> => {
      const Entries = bodies.map((body, index) => ({
        Id: String(index),
        MessageBody: typeof body === 'string' ? body : JSON.stringify(body),
      }));
      await queues.send(new SendMessageBatchCommand({ QueueUrl: url, Entries }));
    },
    /** Nothing waits and nothing is under way. */
    isEmptied: () => until('the e-mail queue is empty', async () => (await counts(url)) === 0),
    isInDeadLetters: (text: string) =>
      until('the message is in the dead-letter queue', async () => {
        const { Messages = [] } = await queues.send(
          new ReceiveMessageCommand({ QueueUrl: deadLetters, MaxNumberOfMessages: 10, VisibilityTimeout: 0 }),
        );
        return Messages.some(({ Body = '' }) => Body.includes(text));
      }),
    redrive: async () =>
      queues.send(new StartMessageMoveTaskCommand({ SourceArn: await attribute(deadLetters, 'QueueArn') })),
  };
};
