import * as z from 'zod';
import { operation } from '../../../service.ts';
import { checkBatch, eachEntry } from '../batch.ts';
import { onQueue, type Sqs } from '../context.ts';
import { checkRange, invalidParameter, missingParameter } from '../errors.ts';
import type { Queue } from '../queues.ts';
import { readReceiptHandle } from '../receipt-handle.ts';

const change = { ReceiptHandle: z.string(), VisibilityTimeout: z.number().nullish() };
type Change = { readonly ReceiptHandle: string; readonly VisibilityTimeout?: number | null | undefined };
/** A message can be kept invisible for 12 hours in all, from its receive. */
const LONGEST_SECONDS = 43_200;

/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_ChangeMessageVisibility.html and
 * API_ChangeMessageVisibilityBatch. As the service was seen to: the handle of the last receive hides a message also after its
 * visibility timeout has passed. */
export const visibilityOperations = (sqs: Sqs) => ({
  ChangeMessageVisibility: operation({
    input: z.object({ QueueUrl: z.string(), ...change }),
    access: ({ QueueUrl }) => onQueue(sqs, 'ChangeMessageVisibility', QueueUrl),
    run: (input) => changeVisibility(sqs, sqs.queues.byUrl(input.QueueUrl), input),
  }),
  ChangeMessageVisibilityBatch: operation({
    input: z.object({ QueueUrl: z.string(), Entries: z.array(z.object({ Id: z.string(), ...change })).default([]) }),
    access: ({ QueueUrl }) => onQueue(sqs, 'ChangeMessageVisibility', QueueUrl),
    run: ({ QueueUrl, Entries }) => {
      const queue = sqs.queues.byUrl(QueueUrl);
      checkBatch(Entries);
      const { Successful, Failed } = eachEntry(Entries, (entry) => {
        changeVisibility(sqs, queue, entry);
        return { Id: entry.Id };
      });
      return { Successful, ...(Failed.length > 0 && { Failed }) };
    },
  }),
});

const changeVisibility = (
  { messages, steady }: Sqs,
  queue: Queue,
  { ReceiptHandle, VisibilityTimeout }: Change,
): void => {
  if (typeof VisibilityTimeout !== 'number') throw missingParameter('VisibilityTimeout');
  checkRange('VisibilityTimeout', VisibilityTimeout, 0, LONGEST_SECONDS);
  const receipt = readReceiptHandle(queue, ReceiptHandle);
  const message = messages.findReceived(queue, receipt);
  if (!message) {
    throw invalidParameter(
      `Value ${ReceiptHandle} for parameter ReceiptHandle is invalid. Reason: Message does not exist or is not available for visibility timeout change.`,
    );
  }
  const now = steady();
  const visibleAt = now + VisibilityTimeout * 1000;
  if (visibleAt > (message.received_at ?? now) + LONGEST_SECONDS * 1000) {
    throw invalidParameter(
      `Value ${VisibilityTimeout} for parameter VisibilityTimeout is invalid. Reason: Total VisibilityTimeout for the message is beyond the limit [${LONGEST_SECONDS} seconds].`,
    );
  }
  messages.hide(queue, receipt, visibleAt);
};
