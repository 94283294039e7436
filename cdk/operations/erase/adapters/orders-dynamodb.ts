import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { type DynamoDBDocumentClient, GetCommand, paginateQuery, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { type Erasure, type StoredOrder, storedOrderSchema } from '../erasure.ts';
import type { OrderRecords } from '../ports.ts';
import { clausesOf } from './update-clauses.ts';

const SAME_STATUS = '#status = :status';
const STATUS_STILL_MISSING = 'attribute_exists(orderId) AND attribute_not_exists(#status)';
const NO_MAIL_BEING_SENT = '(attribute_not_exists(confirmationClaimedUntil) OR confirmationClaimedUntil <= :now)';

const updateOf = (erasure: Erasure, order: StoredOrder, now: Date) => {
  const { expression, names, values } = clausesOf(erasure);
  return {
    UpdateExpression: expression,
    ConditionExpression: `${order.status === undefined ? STATUS_STILL_MISSING : SAME_STATUS} AND ${NO_MAIL_BEING_SENT}`,
    ExpressionAttributeNames: { '#status': 'status', ...names },
    ExpressionAttributeValues: {
      ':now': now.toISOString(),
      ...(order.status !== undefined && { ':status': order.status }),
      ...values,
    },
  };
};

/** The table Orders and its indexes `byEmail` and `byCustomer`. */
export const createOrderRecords = (client: DynamoDBDocumentClient, tableName: string): OrderRecords => {
  const idsIn = async (IndexName: string, key: string, value: string): Promise<string[]> => {
    const query = {
      TableName: tableName,
      IndexName,
      KeyConditionExpression: '#key = :value',
      ProjectionExpression: 'orderId',
      ExpressionAttributeNames: { '#key': key },
      ExpressionAttributeValues: { ':value': value },
    };
    const ids: string[] = [];
    for await (const { Items = [] } of paginateQuery({ client }, query)) {
      ids.push(...Items.map((item) => String(item.orderId)));
    }
    return ids;
  };
  return {
    idsOfEmail: (key) => idsIn('byEmail', 'searchEmail', key),
    idsOfCustomer: (customerId) => idsIn('byCustomer', 'customerId', customerId),
    read: async (orderId) => {
      const get = new GetCommand({ TableName: tableName, Key: { orderId }, ConsistentRead: true });
      const { Item } = await client.send(get);
      return Item && storedOrderSchema.parse(Item);
    },
    erase: async (order, erasure, now) => {
      const { orderId } = order;
      const update = { TableName: tableName, Key: { orderId }, ...updateOf(erasure, order, now) };
      try {
        const { Attributes } = await client.send(new UpdateCommand({ ...update, ReturnValues: 'ALL_NEW' }));
        return storedOrderSchema.parse(Attributes);
      } catch (error) {
        if (error instanceof ConditionalCheckFailedException) return undefined;
        throw error;
      }
    },
  };
};

/** Asks the catalogue which of these texts are products. */
export const createProductsAmong =
  (client: DynamoDBDocumentClient, tableName: string) =>
  async (texts: readonly string[]): Promise<ReadonlySet<string>> => {
    const found = await Promise.all(
      texts.map(async (product) => {
        const { Item } = await client.send(new GetCommand({ TableName: tableName, Key: { product } }));
        return Item ? [product] : [];
      }),
    );
    return new Set(found.flat());
  };
