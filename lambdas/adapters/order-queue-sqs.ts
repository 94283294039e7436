import { SendMessageCommand, type SQSClient } from '@aws-sdk/client-sqs';
import type { OrderQueue } from '../core/order/ports.ts';

/** The queue of accepted orders, in SQS. Any failure to send leaves the outcome unknown: the message may be in. */
export const createOrderQueue = (client: SQSClient, queueUrl: string): OrderQueue => ({
  enqueue: async (message) => {
    try {
      await client.send(new SendMessageCommand({ QueueUrl: queueUrl, MessageBody: JSON.stringify(message) }));
      return { enqueued: true };
    } catch (cause) {
      return { enqueued: false, cause };
    }
  },
});
