import type { Caller, Engine } from '../../service.ts';
import { queueUrlOf } from '../queue-url.ts';
import { receivedMessages, type SqsMessage } from './records.ts';

/** SQS takes at most this many messages in one call. */
const MAX_PER_CALL = 10;

/** What a poller asks of its queue, with the poller's own permissions. */
export interface QueueClient {
  readonly url: string;
  receive(most: number, waitSeconds: number, signal: AbortSignal): Promise<readonly SqsMessage[]>;
  delete(messages: readonly SqsMessage[]): Promise<void>;
}

export const createQueueClient = (engine: Engine, caller: () => Caller, queueArn: string): QueueClient => {
  const url = queueUrlOf(engine, queueArn);
  return {
    url,
    receive: async (most, WaitTimeSeconds, signal) => {
      const request = {
        QueueUrl: url,
        MaxNumberOfMessages: Math.min(most, MAX_PER_CALL),
        WaitTimeSeconds,
        MessageSystemAttributeNames: ['All'],
        MessageAttributeNames: ['All'],
      };
      const answer = await engine.call(caller(), 'sqs', 'ReceiveMessage', request, signal);
      return receivedMessages.parse(answer).Messages ?? [];
    },
    delete: async (messages) => {
      for (let from = 0; from < messages.length; from += MAX_PER_CALL) {
        const some = messages.slice(from, from + MAX_PER_CALL);
        const Entries = some.map(({ ReceiptHandle }, index) => ({ Id: String(index), ReceiptHandle }));
        await engine.call(caller(), 'sqs', 'DeleteMessageBatch', { QueueUrl: url, Entries });
      }
    },
  };
};
