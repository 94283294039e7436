import type { SQSBatchResponse } from 'aws-lambda';
import * as z from 'zod';
import { UnreadableItem } from '../../core/shared/unreadable-item.ts';
import type { Logger } from '../../runtime/logger.ts';
import { reportUnreadable } from '../report-unreadable.ts';

/** What a pipe hands to a function: the bare array of SQS records, also for a single one. */
const batchSchema = z.array(z.object({ messageId: z.string().min(1), body: z.string() })).min(1);

/** One message of a batch. */
type BatchItem = z.infer<typeof batchSchema>[number];

/**
 * Handles all messages of a batch at once and names those that failed, so that only these come back
 * (https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-pipes-batching-concurrency.html).
 */
export const handleBatch = async (
  event: unknown,
  log: Logger,
  handleItem: (item: BatchItem) => Promise<void>,
): Promise<SQSBatchResponse> => {
  const failures = await Promise.all(
    batchSchema.parse(event).map(async (item) => {
      try {
        await handleItem(item);
        return [];
      } catch (error) {
        if (error instanceof UnreadableItem) reportUnreadable(log)(error);
        log.error('message failed and goes back to the queue', error, { messageId: item.messageId });
        return [{ itemIdentifier: item.messageId }];
      }
    }),
  );
  return { batchItemFailures: failures.flat() };
};
