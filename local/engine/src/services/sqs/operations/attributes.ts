import * as z from 'zod';
import { operation } from '../../../service.ts';
import { defaultAttributes } from '../attributes.ts';
import { onQueue, type Sqs } from '../context.ts';
import { invalidAttributeName } from '../errors.ts';
import type { Queue } from '../queues.ts';

const COUNTED = [
  'ApproximateNumberOfMessages',
  'ApproximateNumberOfMessagesNotVisible',
  'ApproximateNumberOfMessagesDelayed',
];
const known = new Set([
  ...COUNTED,
  ...Object.keys(defaultAttributes),
  'All',
  'QueueArn',
  'CreatedTimestamp',
  'LastModifiedTimestamp',
  'Policy',
  'RedrivePolicy',
  'RedriveAllowPolicy',
  'KmsMasterKeyId',
  'KmsDataKeyReusePeriodSeconds',
  'FifoQueue',
  'ContentBasedDeduplication',
  'DeduplicationScope',
  'FifoThroughputLimit',
]);

/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_GetQueueAttributes.html and
 * API_SetQueueAttributes; times in seconds since the epoch. */
export const attributeOperations = (sqs: Sqs) => ({
  GetQueueAttributes: operation({
    input: z.object({ QueueUrl: z.string(), AttributeNames: z.array(z.string()).nullish() }),
    access: ({ QueueUrl }) => onQueue(sqs, 'GetQueueAttributes', QueueUrl),
    run: ({ QueueUrl, AttributeNames }) => {
      const queue = sqs.queues.byUrl(QueueUrl);
      const wanted = AttributeNames ?? [];
      const unknown = wanted.find((name) => !known.has(name));
      if (unknown !== undefined) throw invalidAttributeName(unknown);
      if (wanted.length === 0) return {};
      const all = Object.entries(describe(sqs, queue, wanted));
      return {
        Attributes: Object.fromEntries(all.filter(([name]) => wanted.includes('All') || wanted.includes(name))),
      };
    },
  }),
  SetQueueAttributes: operation({
    input: z.object({ QueueUrl: z.string(), Attributes: z.record(z.string(), z.string()) }),
    access: ({ QueueUrl }) => onQueue(sqs, 'SetQueueAttributes', QueueUrl),
    run: ({ QueueUrl, Attributes }) => {
      const queue = sqs.queues.byUrl(QueueUrl);
      sqs.queues.change('Policy' in Attributes ? { ...queue, policyOwner: null } : queue, Attributes);
    },
  }),
});

const describe = ({ messages }: Sqs, queue: Queue, wanted: readonly string[]): Record<string, string> => {
  const counts = wanted.some((name) => name === 'All' || COUNTED.includes(name)) ? messages.counts(queue) : undefined;
  return {
    ...defaultAttributes,
    ...queue.attributes,
    QueueArn: queue.arn,
    CreatedTimestamp: String(Math.floor(queue.createdAt / 1000)),
    LastModifiedTimestamp: String(Math.floor(queue.modifiedAt / 1000)),
    ...(counts && {
      ApproximateNumberOfMessages: String(counts.visible),
      ApproximateNumberOfMessagesNotVisible: String(counts.inFlight),
      ApproximateNumberOfMessagesDelayed: String(counts.delayed),
    }),
  };
};
