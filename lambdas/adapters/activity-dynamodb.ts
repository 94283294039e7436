import { type DynamoDBDocumentClient, PutCommand, QueryCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { activityEntrySchema } from '../core/contract/activity.ts';
import type { Clock } from '../core/shared/timestamp.ts';
import { type ReportUnreadable, UnreadableItem } from '../core/shared/unreadable-item.ts';
import type { Act, ActivityHistory, ActivityLog, Subject } from '../core/support/activity.ts';
import { randomBytes } from './hash-node.ts';
import { readEach } from './stored-items.ts';
import { translatingTemporary } from './temporary-errors.ts';

/** The partition of a subject. No order's id has a colon. */
export const keyOf = (subject: Subject): string => {
  if ('orderId' in subject) return subject.orderId;
  if ('bulk' in subject) return `bulk:${subject.bulk}`;
  return 'product' in subject ? `product:${subject.product}` : `queue:${subject.queue}`;
};

/** Told apart from all others of the same millisecond. */
const ID_BYTES = 6;

/** What support did, in the table Activity by its subject and time. Two acts of one millisecond are told apart by an id. */
export const createActivityLog = (
  client: DynamoDBDocumentClient,
  tableName: string,
  now: Clock = () => new Date(),
): ActivityLog => {
  const newId = (): string => Buffer.from(randomBytes(ID_BYTES)).toString('hex');

  const put = async ({ subject, ...act }: Act) => {
    const at = now().toISOString();
    const key = { orderId: keyOf(subject), position: `${at}#${newId()}` };
    const item = { ...key, at, ...act };
    await translatingTemporary(client.send(new PutCommand({ TableName: tableName, Item: item })));
    return { key, at };
  };

  return {
    begin: async (act) => {
      const { key } = await put(act);
      return async (outcome) => {
        const update = new UpdateCommand({
          TableName: tableName,
          Key: key,
          UpdateExpression: 'SET outcome = :outcome',
          // One that somebody deleted by hand does not come back as an outcome alone.
          ConditionExpression: 'attribute_exists(orderId)',
          ExpressionAttributeValues: { ':outcome': { at: now().toISOString(), ...outcome } },
        });
        await translatingTemporary(client.send(update));
      };
    },

    add: async (act) => {
      const { at } = await put(act);
      return activityEntrySchema.parse({ ...act, at });
    },
  };
};

/** Reads the same table. */
export const createActivityHistory = (
  client: DynamoDBDocumentClient,
  tableName: string,
  report: ReportUnreadable,
): ActivityHistory => ({
  newest: async (subject, limit) => {
    const query = new QueryCommand({
      TableName: tableName,
      KeyConditionExpression: 'orderId = :subject',
      ExpressionAttributeValues: { ':subject': keyOf(subject) },
      ScanIndexForward: false,
      Limit: limit,
    });
    const { Items = [], LastEvaluatedKey } = await translatingTemporary(client.send(query));
    const items = { table: tableName, key: 'position', parse: activityEntrySchema.parse.bind(activityEntrySchema) };
    const entries = readEach(items, Items, report).flatMap((each) => (each instanceof UnreadableItem ? [] : [each]));
    return { entries, more: LastEvaluatedKey !== undefined };
  },
});
