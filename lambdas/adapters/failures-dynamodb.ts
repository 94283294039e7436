import {
  BatchGetCommand,
  type DynamoDBDocumentClient,
  PutCommand,
  QueryCommand,
  UpdateCommand,
} from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { badEndSchema, failureSchema } from '../core/contract/failure.ts';
import { machineSchema } from '../core/contract/machine.ts';
import { TemporarilyUnavailable } from '../core/shared/temporarily-unavailable.ts';
import type { Clock } from '../core/shared/timestamp.ts';
import { type ReportUnreadable, UnreadableItem } from '../core/shared/unreadable-item.ts';
import { type FailureIndex, failurePosition, type KeptFailure, keyOf } from '../core/support/failure-index.ts';
import { unlessConditionFails } from './conditional-write.ts';
import { readEach } from './stored-items.ts';
import { translatingTemporary } from './temporary-errors.ts';

const OPEN = 'open';
const SETTLED = 'settled';

/** The partition of open failures of one cause; parts are told apart by what no name holds. */
const causeOf = (state = '', error = ''): string => `${state}\n${error}`;

/** A closed one is remembered for longer than Step Functions lists its execution, which is 90 days. */
const REMEMBERED_SECONDS = 100 * 86_400;

/** DynamoDB's limit of one BatchGetItem. */
const MAX_KEYS = 100;

const NEWER = 'attribute_not_exists(execution) OR version < :version';

const keptSchema = z.object({
  machine: machineSchema,
  name: z.string(),
  status: badEndSchema,
  stoppedAt: z.string(),
  failure: failureSchema,
  version: z.number(),
});

const knownSchema = z.array(z.object({ execution: z.string(), list: z.string(), closedAt: z.string().optional() }));

/** Keeps failures, in the table Failures. An item is in the indexes by its members `list`, `cause` and `position`; a closed one has no cause. */
export const createFailureNotes = (
  client: DynamoDBDocumentClient,
  tableName: string,
  now: Clock = () => new Date(),
): Pick<FailureIndex, 'open' | 'close'> => ({
  open: async (kept) => {
    const put = new PutCommand({
      TableName: tableName,
      Item: {
        execution: keyOf(kept),
        ...kept,
        list: OPEN,
        cause: causeOf(kept.failure.state, kept.failure.error),
        position: failurePosition(kept),
      },
      ConditionExpression: NEWER,
      ExpressionAttributeValues: { ':version': kept.version },
    });
    await unlessConditionFails(client.send(put));
  },

  close: async (execution, how, version) => {
    const at = now();
    const update = new UpdateCommand({
      TableName: tableName,
      Key: { execution: keyOf(execution) },
      UpdateExpression: [
        'SET #list = :how, #position = :position, closedAt = :at, expiresAt = :expires',
        ...(version === undefined ? [] : [', version = :version']),
        ' REMOVE cause',
      ].join(''),
      ConditionExpression: version === undefined ? '#list = :open' : NEWER,
      ExpressionAttributeNames: { '#list': 'list', '#position': 'position' },
      ExpressionAttributeValues: {
        ':how': how,
        ':at': at.toISOString(),
        ':position': `${at.toISOString()}#${keyOf(execution)}`,
        ':expires': Math.floor(at.getTime() / 1000) + REMEMBERED_SECONDS,
        ...(version === undefined ? { ':open': OPEN } : { ':version': version }),
      },
    });
    await unlessConditionFails(client.send(update));
  },
});

/** Where failures are kept. */
interface FailureNames {
  tableName: string;
  /** By `list`. */
  listIndex: string;
  /** By `cause`. */
  causeIndex: string;
  /** Told of each item that is left out. */
  report: ReportUnreadable;
}

/** Keeps failures, and finds those that are open. */
export const createFailureIndex = (
  client: DynamoDBDocumentClient,
  { tableName, listIndex, causeIndex, report }: FailureNames,
): FailureIndex => {
  const items = { table: tableName, key: 'execution', parse: (item: unknown): KeptFailure => keptSchema.parse(item) };

  const knownOf = async (keys: readonly string[]): Promise<z.infer<typeof knownSchema>> => {
    const command = new BatchGetCommand({
      RequestItems: {
        [tableName]: {
          Keys: keys.map((execution) => ({ execution })),
          ProjectionExpression: 'execution, #list, closedAt',
          ExpressionAttributeNames: { '#list': 'list' },
          ConsistentRead: true,
        },
      },
    });
    const { Responses, UnprocessedKeys } = await translatingTemporary(client.send(command));
    if (Object.keys(UnprocessedKeys ?? {}).length > 0) throw new TemporarilyUnavailable('the failures are throttled');
    return knownSchema.parse(Responses?.[tableName] ?? []);
  };

  return {
    ...createFailureNotes(client, tableName),

    known: async (executions) => {
      const keys = [...new Set(executions.map(keyOf))];
      const batches = Array.from({ length: Math.ceil(keys.length / MAX_KEYS) }, (_, index) =>
        keys.slice(index * MAX_KEYS, (index + 1) * MAX_KEYS),
      );
      const found = (await Promise.all(batches.map(knownOf))).flat();
      return new Map(
        found.map(({ execution, list, closedAt = '' }) => [execution, list === OPEN ? 'open' : { closedAt }] as const),
      );
    },

    list: async ({ cause, after, limit }) => {
      const query = new QueryCommand({
        TableName: tableName,
        IndexName: cause ? causeIndex : listIndex,
        KeyConditionExpression: `#key = :key${after === undefined ? '' : ' AND #position > :after'}`,
        ExpressionAttributeNames: {
          '#key': cause ? 'cause' : 'list',
          ...(after !== undefined && { '#position': 'position' }),
        },
        ExpressionAttributeValues: {
          ':key': cause ? causeOf(cause.state, cause.error) : OPEN,
          ...(after !== undefined && { ':after': after }),
        },
        Limit: limit,
      });
      const { Items = [] } = await translatingTemporary(client.send(query));
      return readEach(items, Items, report).flatMap((each) => (each instanceof UnreadableItem ? [] : [each]));
    },

    lastSettledAt: async () => {
      const query = new QueryCommand({
        TableName: tableName,
        IndexName: listIndex,
        KeyConditionExpression: '#list = :settled',
        ExpressionAttributeNames: { '#list': 'list' },
        ExpressionAttributeValues: { ':settled': SETTLED },
        ScanIndexForward: false,
        Limit: 1,
      });
      const { Items = [] } = await translatingTemporary(client.send(query));
      return knownSchema.parse(Items)[0]?.closedAt;
    },
  };
};
