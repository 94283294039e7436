import { type DynamoDBDocumentClient, QueryCommand } from '@aws-sdk/lib-dynamodb';
import type { CustomerOrders, ListedOrder } from '../core/order/ports.ts';
import { type ReportUnreadable, UnreadableItem } from '../core/shared/unreadable-item.ts';
import { ordersOf } from './order-items.ts';
import { readEach } from './stored-items.ts';
import { translatingTemporary } from './temporary-errors.ts';

/**
 * A customer's orders, from the index by `customerId` and `timestamp`. A position is the key of the last item: it holds
 * `orderId` too, so orders of the same second are neither skipped nor repeated. A page of records stays far below the
 * 1 MB of one Query, so one call gives all of it.
 */
export const createCustomerOrders = (
  client: DynamoDBDocumentClient,
  tableName: string,
  indexName: string,
  report: ReportUnreadable,
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
    const { Items = [] } = await translatingTemporary(client.send(query));
    return readEach(ordersOf(tableName), Items, report).map((record, index): ListedOrder => {
      // The members of an index's key are there, or the item would not be in it.
      const position = { timestamp: String(Items[index]?.timestamp), orderId: String(Items[index]?.orderId) };
      return record instanceof UnreadableItem ? { position } : { position, record };
    });
  },
});
