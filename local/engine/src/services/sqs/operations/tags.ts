import * as z from 'zod';
import { operation } from '../../../service.ts';
import { onQueue, type Sqs } from '../context.ts';
import { invalidParameter } from '../errors.ts';

const LIMIT = 50;

/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_TagQueue.html and its neighbours */
export const tagOperations = (sqs: Sqs) => {
  const { queues } = sqs;
  return {
    TagQueue: operation({
      input: z.object({ QueueUrl: z.string(), Tags: z.record(z.string(), z.string()) }),
      access: ({ QueueUrl }) => onQueue(sqs, 'TagQueue', QueueUrl),
      run: ({ QueueUrl, Tags }) => {
        const queue = queues.byUrl(QueueUrl);
        const tags = { ...queue.tags, ...Tags };
        if (Object.keys(tags).length > LIMIT) throw invalidParameter(`Too many tags: a queue can have ${LIMIT}.`);
        queues.save({ ...queue, tags });
      },
    }),
    UntagQueue: operation({
      input: z.object({ QueueUrl: z.string(), TagKeys: z.array(z.string()) }),
      access: ({ QueueUrl }) => onQueue(sqs, 'UntagQueue', QueueUrl),
      run: ({ QueueUrl, TagKeys }) => {
        const queue = queues.byUrl(QueueUrl);
        const tags = Object.fromEntries(Object.entries(queue.tags).filter(([key]) => !TagKeys.includes(key)));
        queues.save({ ...queue, tags });
      },
    }),
    ListQueueTags: operation({
      input: z.object({ QueueUrl: z.string() }),
      access: ({ QueueUrl }) => onQueue(sqs, 'ListQueueTags', QueueUrl),
      run: ({ QueueUrl }) => {
        const { tags } = queues.byUrl(QueueUrl);
        return Object.keys(tags).length > 0 ? { Tags: tags } : {};
      },
    }),
  };
};
