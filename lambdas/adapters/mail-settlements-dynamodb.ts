import { type DynamoDBDocumentClient, GetCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type { MailSettlements } from '../core/support/ports.ts';
import { unlessConditionFails } from './conditional-write.ts';
import { mailsOf } from './mail-items.ts';
import { readOne } from './stored-items.ts';
import { translatingTemporary } from './temporary-errors.ts';

/** What a person settles of mails, in the table Confirmations. Without `trouble`, a mail is in no index; what is noted of the settled
 * trouble tells it from a new one. */
export const createMailSettlements = (client: DynamoDBDocumentClient, TableName: string): MailSettlements => ({
  settle: async ({ orderId, occasion }, since, at) => {
    const Key = { orderId, occasion };
    const values = { ':since': since, ':at': at };
    const update = new UpdateCommand({
      ...{ TableName, Key },
      UpdateExpression: 'SET settledOf = :since, settledAt = :at REMOVE trouble, since',
      ConditionExpression: 'attribute_exists(trouble) AND since = :since',
      ExpressionAttributeValues: values,
    });
    if (await unlessConditionFails(client.send(update))) return 'settled';
    const { Item } = await translatingTemporary(client.send(new GetCommand({ TableName, Key, ConsistentRead: true })));
    if (Item === undefined) return 'untried';
    return Item.trouble === undefined && readOne(mailsOf(TableName), Item).settledOf === since ? 'settled' : 'changed';
  },

  settleUntried: async ({ orderId, occasion }, since, at) => {
    const update = new UpdateCommand({
      ...{ TableName, Key: { orderId, occasion } },
      UpdateExpression: 'SET settledOf = :since, settledAt = :at',
      ConditionExpression: 'attribute_not_exists(orderId)',
      ExpressionAttributeValues: { ':since': since, ':at': at },
    });
    return (await unlessConditionFails(client.send(update))) ? 'settled' : 'changed';
  },
});
