import { type DynamoDBDocumentClient, GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import type { OrderStore } from '../core/order/ports.ts';
import { searchMembers } from '../core/support/search-index.ts';
import { unlessConditionFails } from './conditional-write.ts';
import { ordersOf } from './order-items.ts';
import { readOne } from './stored-items.ts';
import { translatingTemporary } from './temporary-errors.ts';

const NO_RECORD_YET = 'attribute_not_exists(orderId)';

/** The records of orders, in the table Orders under their key `orderId`. */
export const createOrderStore = (client: DynamoDBDocumentClient, tableName: string): OrderStore => ({
  putReceived: async (record) => {
    const put = new PutCommand({
      TableName: tableName,
      Item: { ...record, ...searchMembers(record) },
      ConditionExpression: NO_RECORD_YET,
    });
    return (await unlessConditionFails(client.send(put))) === undefined ? 'exists' : 'created';
  },

  get: async (orderId) => {
    const get = new GetCommand({ TableName: tableName, Key: { orderId }, ConsistentRead: true });
    const { Item } = await translatingTemporary(client.send(get));
    return Item === undefined ? undefined : readOne(ordersOf(tableName), Item);
  },
});
