import { type DynamoDBDocumentClient, QueryCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { activityEntrySchema } from '../core/contract/activity.ts';
import { type BulkResult, bulkResultSchema } from '../core/contract/bulk.ts';
import type { Clock } from '../core/shared/timestamp.ts';
import type { BulkPlace, BulkResults } from '../core/support/bulk-ports.ts';
import { keyOf } from './activity-dynamodb.ts';
import { unlessConditionFails } from './conditional-write.ts';
import { translatingTemporary } from './temporary-errors.ts';

/** No bulk is called so: its partition has a colon. */
const PLACE = { orderId: 'bulk', position: 'place' };

const placeSchema = z.object({ holder: z.string(), at: z.string() });

/** Apart from the acts on a bulk. */
const resultsOf = (bulkId: string): string => `bulk-orders:${bulkId}`;

const actSchema = activityEntrySchema.extend({ actor: z.string() });
const rowSchema = bulkResultSchema.extend({ position: z.string() });

/** Everything of a partition of the table, oldest or first position first. */
const partition = async (client: DynamoDBDocumentClient, TableName: string, key: string): Promise<unknown[]> => {
  const found: unknown[] = [];
  let ExclusiveStartKey: Record<string, unknown> | undefined;
  do {
    const query = new QueryCommand({
      ...{ TableName, ExclusiveStartKey, ConsistentRead: true },
      KeyConditionExpression: 'orderId = :key',
      ExpressionAttributeValues: { ':key': key },
    });
    const { Items = [], LastEvaluatedKey } = await translatingTemporary(client.send(query));
    found.push(...Items);
    ExclusiveStartKey = LastEvaluatedKey;
  } while (ExclusiveStartKey);
  return found;
};

/** What became of each order of a bulk, in the table Activity beside the acts on the bulk. */
export const createBulkResults = (client: DynamoDBDocumentClient, tableName: string): BulkResults => ({
  begin: async (bulkId, name) => {
    const update = new UpdateCommand({
      TableName: tableName,
      Key: { orderId: resultsOf(bulkId), position: name },
      UpdateExpression: 'SET #state = :state ADD tries :one REMOVE code, #error, mail',
      ExpressionAttributeNames: { '#state': 'state', '#error': 'error' },
      ExpressionAttributeValues: { ':state': 'under-way', ':one': 1 },
      ReturnValues: 'UPDATED_NEW',
    });
    const { Attributes } = await translatingTemporary(client.send(update));
    return Number(Attributes?.tries) > 1;
  },

  end: async (bulkId, name, { state, code, error, mail }) => {
    const update = new UpdateCommand({
      TableName: tableName,
      Key: { orderId: resultsOf(bulkId), position: name },
      UpdateExpression: 'SET #state = :state, code = :code, #error = :error, mail = :mail',
      ExpressionAttributeNames: { '#state': 'state', '#error': 'error' },
      ExpressionAttributeValues: {
        ...{ ':state': state, ':code': code ?? null },
        ...{ ':error': error ?? null, ':mail': mail ?? null },
      },
    });
    await translatingTemporary(client.send(update));
  },

  all: async (bulkId) => {
    const rows = await partition(client, tableName, resultsOf(bulkId));
    return new Map(
      rows.map((row): [string, BulkResult] => {
        const given = Object.entries(Object(row)).filter(([, value]) => value !== null);
        const { position, ...result } = rowSchema.parse(Object.fromEntries(given));
        return [position, result];
      }),
    );
  },

  acts: async (bulkId) =>
    (await partition(client, tableName, keyOf({ bulk: bulkId }))).map((item) => {
      const { at, action, actor, by, details, outcome } = actSchema.parse(item);
      const { reason } = details ?? {};
      return { at, action, actor, by, outcome, ...(typeof reason === 'string' && { reason }) };
    }),
});

/** The place of the running bulk, in the same table. */
export const createBulkPlace = (
  client: DynamoDBDocumentClient,
  tableName: string,
  now: Clock = () => new Date(),
): BulkPlace => ({
  held: async () => {
    const [item] = await partition(client, tableName, PLACE.orderId);
    if (item === undefined) return undefined;
    const { holder: id, at } = placeSchema.parse(item);
    return { id, at };
  },

  take: async (id, before) => {
    const update = new UpdateCommand({
      TableName: tableName,
      Key: PLACE,
      UpdateExpression: 'SET holder = :id, #at = :at',
      ConditionExpression: before === undefined ? 'attribute_not_exists(holder)' : 'holder = :before',
      ExpressionAttributeNames: { '#at': 'at' },
      ExpressionAttributeValues: {
        ':id': id,
        ':at': now().toISOString(),
        ...(before !== undefined && { ':before': before }),
      },
    });
    return (await unlessConditionFails(client.send(update))) !== undefined;
  },
});
