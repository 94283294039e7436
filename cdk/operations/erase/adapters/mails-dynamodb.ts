import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { type DynamoDBDocumentClient, paginateQuery, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { type StoredMail, storedMailSchema } from '../mails.ts';
import type { MailRecords } from '../ports.ts';

/** The table Confirmations. */
export const createMailRecords = (client: DynamoDBDocumentClient, TableName: string): MailRecords => ({
  of: async (orderId) => {
    const query = {
      TableName,
      KeyConditionExpression: 'orderId = :orderId',
      ExpressionAttributeValues: { ':orderId': orderId },
      ConsistentRead: true,
    };
    const mails: StoredMail[] = [];
    for await (const { Items = [] } of paginateQuery({ client }, query)) {
      mails.push(...Items.map((item) => storedMailSchema.parse(item)));
    }
    return mails;
  },
  erase: async ({ orderId, occasion }, remove, now) => {
    const update = new UpdateCommand({
      TableName,
      Key: { orderId, occasion },
      UpdateExpression: `REMOVE ${remove.map((_, index) => `#r${index}`).join(', ')}`,
      ConditionExpression: 'attribute_exists(orderId) AND (attribute_not_exists(claimedUntil) OR claimedUntil <= :now)',
      ExpressionAttributeNames: Object.fromEntries(remove.map((name, index) => [`#r${index}`, name])),
      ExpressionAttributeValues: { ':now': now.toISOString() },
    });
    try {
      await client.send(update);
      return true;
    } catch (error) {
      if (error instanceof ConditionalCheckFailedException) return false;
      throw error;
    }
  },
});
