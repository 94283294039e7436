import { BatchGetCommand, type DynamoDBDocumentClient, QueryCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { mailOutcomeSchema } from '../core/contract/mail.ts';
import { TemporarilyUnavailable } from '../core/shared/temporarily-unavailable.ts';
import type { FindTriedMails, MailName, MailSearch } from '../core/support/ports.ts';
import { translatingTemporary } from './temporary-errors.ts';

const troubledSchema = z.array(
  z.object({
    orderId: z.string(),
    occasion: z.string(),
    since: z.string(),
    outcome: mailOutcomeSchema.optional().catch(undefined),
  }),
);

const triedSchema = z.array(
  z.object({
    orderId: z.string(),
    occasion: z.string(),
    sentAt: z.string().optional(),
    outcome: mailOutcomeSchema.optional().catch(undefined),
    outcomeAt: z.string().optional().catch(undefined),
  }),
);

/** DynamoDB's limit of one BatchGetItem. */
const MAX_KEYS = 100;

/** The last moment that can be written: greater than every other. */
const EVER = '9999';

/** Mails that were tried, in the table Confirmations. */
export const createFindTriedMails = (client: DynamoDBDocumentClient, table: string): FindTriedMails => {
  const read = async (names: readonly MailName[]) => {
    const Keys = names.map(({ orderId, occasion }) => ({ orderId, occasion }));
    const command = new BatchGetCommand({ RequestItems: { [table]: { Keys } } });
    const { Responses, UnprocessedKeys } = await translatingTemporary(client.send(command));
    if (Object.keys(UnprocessedKeys ?? {}).length > 0) throw new TemporarilyUnavailable('the mails are throttled');
    return triedSchema.parse(Responses?.[table] ?? []);
  };

  return async (names) => {
    const unique = [...new Map(names.map((name) => [`${name.orderId} ${name.occasion}`, name])).values()];
    const batches = Array.from({ length: Math.ceil(unique.length / MAX_KEYS) }, (_, at) =>
      unique.slice(at * MAX_KEYS, (at + 1) * MAX_KEYS),
    );
    return (await Promise.all(batches.map(read))).flat();
  };
};

/** Mails, in the table Confirmations and its index of those with a trouble. */
export const createMailSearch = (client: DynamoDBDocumentClient, table: string, index: string): MailSearch => ({
  inTrouble: async (bucket, { from, before = EVER, limit }) => {
    const query = new QueryCommand({
      TableName: table,
      IndexName: index,
      KeyConditionExpression: 'trouble = :bucket AND since BETWEEN :from AND :before',
      ExpressionAttributeValues: { ':bucket': bucket, ':from': from, ':before': before },
      Limit: limit,
    });
    return troubledSchema.parse((await translatingTemporary(client.send(query))).Items ?? []);
  },

  tried: createFindTriedMails(client, table),
});
