import { GetQueueAttributesCommand, type SQSClient } from '@aws-sdk/client-sqs';
import type { QueueCount } from '../ports.ts';

const COUNTS = [
  'ApproximateNumberOfMessages',
  'ApproximateNumberOfMessagesNotVisible',
  'ApproximateNumberOfMessagesDelayed',
] as const;

/** Counts what is in the stack's queues; messages cannot be searched without being received. */
export const createQueueCounts =
  (client: SQSClient, queues: readonly { readonly name: string; readonly url: string }[]) =>
  (): Promise<QueueCount[]> =>
    Promise.all(
      queues.map(async ({ name, url }) => {
        const AttributeNames = [...COUNTS, 'MessageRetentionPeriod' as const];
        const { Attributes = {} } = await client.send(new GetQueueAttributesCommand({ QueueUrl: url, AttributeNames }));
        return {
          name,
          messages: COUNTS.reduce((sum, count) => sum + Number(Attributes[count] ?? 0), 0),
          retentionSeconds: Number(Attributes.MessageRetentionPeriod ?? 0),
        };
      }),
    );
