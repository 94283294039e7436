import * as z from 'zod';
import { operation } from '../../../service.ts';
import { checkBatch, eachEntry } from '../batch.ts';
import { onQueue, type Sqs } from '../context.ts';
import { readReceiptHandle } from '../receipt-handle.ts';

/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_DeleteMessage.html and
 * API_DeleteMessageBatch: an outdated handle is accepted and deletes nothing. */
export const deleteOperations = (sqs: Sqs) => ({
  DeleteMessage: operation({
    input: z.object({ QueueUrl: z.string(), ReceiptHandle: z.string() }),
    access: ({ QueueUrl }) => onQueue(sqs, 'DeleteMessage', QueueUrl),
    run: ({ QueueUrl, ReceiptHandle }) => {
      const queue = sqs.queues.byUrl(QueueUrl);
      sqs.messages.delete(queue, [readReceiptHandle(queue, ReceiptHandle)]);
    },
  }),
  DeleteMessageBatch: operation({
    input: z.object({
      QueueUrl: z.string(),
      Entries: z.array(z.object({ Id: z.string(), ReceiptHandle: z.string() })).default([]),
    }),
    access: ({ QueueUrl }) => onQueue(sqs, 'DeleteMessage', QueueUrl),
    run: ({ QueueUrl, Entries }) => {
      const queue = sqs.queues.byUrl(QueueUrl);
      checkBatch(Entries);
      const { Successful, Failed } = eachEntry(Entries, ({ Id, ReceiptHandle }) => ({
        Id,
        receipt: readReceiptHandle(queue, ReceiptHandle),
      }));
      sqs.messages.delete(
        queue,
        Successful.map(({ receipt }) => receipt),
      );
      return { Successful: Successful.map(({ Id }) => ({ Id })), ...(Failed.length > 0 && { Failed }) };
    },
  }),
});
