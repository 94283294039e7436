import { type DynamoDBDocumentClient, QueryCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { orderRecordSchema } from '../core/contract/order.ts';
import type { CustomerOrders } from '../core/order/ports.ts';
import { translatingTemporary } from './temporary-errors.ts';

const recordsSchema = z.array(orderRecordSchema);

/**
 * A customer's orders, from the index by `customerId` and `timestamp`. A position is the key of the last item: it holds
 * `orderId` too, so orders of the same second are neither skipped nor repeated. A page of records stays far below the
 * 1 MB of one Query, so one call gives all of it.
 */
export const createCustomerOrders = (
  client: DynamoDBDocumentClient,
  tableName: string,
  indexName: string,
): CustomerOrders => ({
  page: async (customerId, limit, after) => {
    const query = new QueryCommand({
      TableName: tableName,
      IndexName: indexName,
      KeyConditionExpression: 'customerId = :customerId',
      ExpressionAttributeValues: { ':customerId': customerId },
      ScanIndexForward: false,
      Limit: limit,
      ...(after && { ExclusiveStartKey: { customerId, timestamp: after.timestamp, orderId: after.orderId } }),
    });
    const { Items } = await translatingTemporary(client.send(query));
    return recordsSchema.parse(Items ?? []);
  },
});
