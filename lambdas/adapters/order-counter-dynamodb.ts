import { type DynamoDBDocumentClient, paginateQuery } from '@aws-sdk/lib-dynamodb';
import type { OrderCounter } from '../core/support/ports.ts';
import { translatingTemporary } from './temporary-errors.ts';

/** Counts by the index of statuses, whose entries are keys only: some 10,000 on a page of 1 MB. */
export const createOrderCounter = (
  client: DynamoDBDocumentClient,
  TableName: string,
  IndexName: string,
): OrderCounter => ({
  count: (bucket) =>
    translatingTemporary(
      (async () => {
        let count = 0;
        const pages = paginateQuery(
          { client },
          {
            TableName,
            IndexName,
            Select: 'COUNT',
            KeyConditionExpression: 'searchBucket = :bucket',
            ExpressionAttributeValues: { ':bucket': bucket },
          },
        );
        for await (const page of pages) count += page.Count ?? 0;
        return count;
      })(),
    ),
});
