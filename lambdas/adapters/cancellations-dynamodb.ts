import { type DynamoDBDocumentClient, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { type CancellableRecord, decidedRecordSchema } from '../core/contract/order.ts';
import type { CancellationStore, CancelRequests } from '../core/order/ports.ts';
import { CANCEL_WISHED_BUCKET, searchBucket } from '../core/support/search-index.ts';
import { assignments } from './assignments.ts';
import { unlessConditionFails } from './conditional-write.ts';
import { countedLines, giveBackToStock } from './stock.ts';
import { transact } from './transaction.ts';

const cancelOf = (
  table: string,
  record: CancellableRecord,
  { by, at, reason }: Parameters<CancellationStore['recordCancellation']>[1],
) => {
  const set = assignments({
    status: 'Cancelled',
    searchBucket: searchBucket('Cancelled', record),
    processedAt: 'processedAt' in record ? record.processedAt : at,
    cancelledAt: at,
    cancelledBy: by,
    cancelReason: reason,
  });
  return {
    ...set,
    TableName: table,
    Key: { orderId: record.orderId },
    ConditionExpression: '#status = :was',
    ExpressionAttributeValues: { ...set.ExpressionAttributeValues, ':was': record.status },
  };
};

/** Cancellations, in the table Orders; what they give back to stock in the table Products, in one transaction with it. */
export const createCancellationStore = (
  client: DynamoDBDocumentClient,
  tables: { orders: string; products: string },
): CancellationStore => ({
  recordCancellation: async (record, cancellation) => {
    const { by, at } = cancellation;
    const cancelled = decidedRecordSchema.parse({
      processedAt: at,
      ...record,
      status: 'Cancelled',
      cancelledAt: at,
      cancelledBy: by,
    });
    const Update = cancelOf(tables.orders, record, cancellation);
    let counted = record.status === 'Processed' ? countedLines(record.items) : [];
    while (counted.length > 0) {
      const failed = await transact(client, [{ Update }, ...giveBackToStock(tables.products, counted)]);
      if (failed.has(0)) return 'changed';
      if (failed.size === 0) return cancelled;
      // Products that are gone, or not counted any more, have no stock to give anything back to.
      counted = counted.filter((_, index) => !failed.has(index + 1));
    }
    const written = await unlessConditionFails(client.send(new UpdateCommand(Update)));
    return written === undefined ? 'changed' : cancelled;
  },
});

/** The wishes to cancel, in the table Orders. */
export const createCancelRequests = (client: DynamoDBDocumentClient, tableName: string): CancelRequests => ({
  noteRequest: async (orderId, cancelRequested) => {
    const set = assignments({ cancelRequested, searchBucket: CANCEL_WISHED_BUCKET });
    const note = new UpdateCommand({
      ...set,
      TableName: tableName,
      Key: { orderId },
      ConditionExpression: '#status = :processed AND attribute_not_exists(cancelRequested)',
      ExpressionAttributeNames: { ...set.ExpressionAttributeNames, '#status': 'status' },
      ExpressionAttributeValues: { ...set.ExpressionAttributeValues, ':processed': 'Processed' },
    });
    return (await unlessConditionFails(client.send(note))) !== undefined;
  },
});
