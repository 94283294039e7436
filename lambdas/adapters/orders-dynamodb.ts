import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { type DynamoDBDocumentClient, GetCommand, PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type { PersistInput } from '../core/order/messages.ts';
import type { OrderStore } from '../core/order/ports.ts';
import { searchBucket, searchMembers } from '../core/support/search-index.ts';
import { decidedOf, ordersOf } from './order-items.ts';
import { readOne } from './stored-items.ts';
import { translatingTemporary } from './temporary-errors.ts';

const NO_RECORD_YET = 'attribute_not_exists(orderId)';
const STILL_RECEIVED = '#status = :received';

/** What deciding adds to a record, by attribute. */
const attributesOf = ({ status, order }: PersistInput, processedAt: string): Record<string, unknown> => {
  const common = { status, processedAt, searchBucket: searchBucket(status, order) };
  if ('reasons' in order) return { ...common, reasons: order.reasons };
  const { items, totalCents, currency } = order;
  return { ...common, items, totalCents, currency };
};

/** Every attribute goes through a placeholder, as some of their names are reserved words. */
const assignments = (attributes: Record<string, unknown>) => ({
  UpdateExpression: `SET ${Object.keys(attributes)
    .map((name) => `#${name} = :${name}`)
    .join(', ')}`,
  ExpressionAttributeNames: Object.fromEntries(Object.keys(attributes).map((name) => [`#${name}`, name])),
  ExpressionAttributeValues: Object.fromEntries(Object.entries(attributes).map(([name, v]) => [`:${name}`, v])),
});

/** Runs a conditional write; a condition that does not hold is an answer, not a fault. */
const unlessConditionFails = async <T>(write: Promise<T>): Promise<T | undefined> => {
  try {
    return await translatingTemporary(write);
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return undefined;
    throw error;
  }
};

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

  recordOutcome: async (outcome, processedAt) => {
    const { ExpressionAttributeValues, ...set } = assignments(attributesOf(outcome, processedAt));
    const update = new UpdateCommand({
      TableName: tableName,
      Key: { orderId: outcome.order.orderId },
      ...set,
      ExpressionAttributeValues: { ...ExpressionAttributeValues, ':received': 'Received' },
      ConditionExpression: STILL_RECEIVED,
      ReturnValues: 'ALL_NEW',
    });
    const updated = await unlessConditionFails(client.send(update));
    if (updated === undefined) return 'not-received';
    return readOne(decidedOf(tableName), updated.Attributes);
  },
});
