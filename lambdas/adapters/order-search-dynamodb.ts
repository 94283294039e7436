import { BatchGetCommand, type DynamoDBDocumentClient, QueryCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { orderRecordSchema } from '../core/contract/order.ts';
import { timestamp } from '../core/contract/text.ts';
import { TemporarilyUnavailable } from '../core/shared/temporarily-unavailable.ts';
import { type ReportUnreadable, UnreadableItem } from '../core/shared/unreadable-item.ts';
import type { Found, FoundRecords, OrderSearch, Range, RestartNotes, TracedRecord } from '../core/support/ports.ts';
import { readEach } from './stored-items.ts';
import { translatingTemporary } from './temporary-errors.ts';

const keysSchema = z.array(
  z.object({ orderId: z.string(), searchPosition: z.string() }).transform(
    ({ orderId, searchPosition }): Found => ({
      orderId,
      position: searchPosition,
    }),
  ),
);

const noted = z.object({
  restartedAt: timestamp.optional(),
  confirmationSentAt: timestamp.optional(),
  cancellationSentAt: timestamp.optional(),
});

const toTraced = (item: unknown): TracedRecord => ({ ...orderRecordSchema.parse(item), ...noted.parse(item) });

/** DynamoDB's limit of one BatchGetItem. */
const MAX_KEYS = 100;

/** A key condition takes one comparison of the sort key, and BETWEEN includes both its ends. */
const condition = ({ from, before }: Range): { expression: string; values: Record<string, string> } => {
  if (from !== undefined && before !== undefined) {
    return {
      expression: ' AND searchPosition BETWEEN :from AND :before',
      values: { ':from': from, ':before': before },
    };
  }
  if (from !== undefined) return { expression: ' AND searchPosition >= :from', values: { ':from': from } };
  if (before !== undefined) return { expression: ' AND searchPosition < :before', values: { ':before': before } };
  return { expression: '', values: {} };
};

/** Where the search looks. */
interface SearchNames {
  tableName: string;
  /** By `searchEmail`. */
  emailIndex: string;
  /** By `searchBucket`. */
  statusIndex: string;
  /** Told of each record that is left out. */
  report: ReportUnreadable;
}

/** Search by the two indexes that hold keys only; the records themselves are read from the table. */
export const createOrderSearch = (client: DynamoDBDocumentClient, names: SearchNames): OrderSearch => {
  const { tableName, report } = names;

  const query = async (IndexName: string, key: string, value: string, range: Range): Promise<Found[]> => {
    // DynamoDB refuses a BETWEEN whose ends are the wrong way round.
    if (range.from !== undefined && range.before !== undefined && range.before <= range.from) return [];
    const { expression, values } = condition(range);
    const command = new QueryCommand({
      TableName: tableName,
      IndexName,
      KeyConditionExpression: `${key} = :key${expression}`,
      ExpressionAttributeValues: { ':key': value, ...values },
      ScanIndexForward: range.oldestFirst === true,
      // One more, as the order at the end that is left out may come first.
      Limit: range.limit + 1,
    });
    const { Items } = await translatingTemporary(client.send(command));
    return keysSchema
      .parse(Items ?? [])
      .filter(({ position }) => position !== range.before)
      .slice(0, range.limit);
  };

  const read = async (orderIds: readonly string[]): Promise<(TracedRecord | UnreadableItem)[]> => {
    const Keys = orderIds.map((orderId) => ({ orderId }));
    const command = new BatchGetCommand({ RequestItems: { [tableName]: { Keys, ConsistentRead: true } } });
    const { Responses, UnprocessedKeys } = await translatingTemporary(client.send(command));
    if (Object.keys(UnprocessedKeys ?? {}).length > 0) throw new TemporarilyUnavailable('the orders are throttled');
    return readEach({ table: tableName, key: 'orderId', parse: toTraced }, Responses?.[tableName] ?? [], report);
  };

  return {
    byEmail: (email, range) => query(names.emailIndex, 'searchEmail', email, range),
    inBucket: (bucket, range) => query(names.statusIndex, 'searchBucket', bucket, range),
    records: async (orderIds): Promise<FoundRecords> => {
      const unique = [...new Set(orderIds)];
      const batches = Array.from({ length: Math.ceil(unique.length / MAX_KEYS) }, (_, index) =>
        unique.slice(index * MAX_KEYS, (index + 1) * MAX_KEYS),
      );
      const found = (await Promise.all(batches.map(read))).flat();
      const readable = found.filter((read): read is TracedRecord => !(read instanceof UnreadableItem));
      const byId = new Map(readable.map((record) => [record.orderId, record]));
      return {
        records: unique.flatMap((orderId) => byId.get(orderId) ?? []),
        unreadable: found.flatMap((read) => (read instanceof UnreadableItem ? [read.key] : [])),
      };
    },
  };
};

/** Notes on records, in the table Orders. */
export const createRestartNotes = (client: DynamoDBDocumentClient, tableName: string): RestartNotes => ({
  noteRestart: async (orderId, at) => {
    const update = new UpdateCommand({
      TableName: tableName,
      Key: { orderId },
      UpdateExpression: 'SET restartedAt = :at',
      ConditionExpression: 'attribute_exists(orderId)',
      ExpressionAttributeValues: { ':at': at },
    });
    await translatingTemporary(client.send(update));
  },
});
