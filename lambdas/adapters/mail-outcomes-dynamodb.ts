import { type DynamoDBDocumentClient, GetCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type { MailOutcomes, Noted, ToldOutcome } from '../core/confirmation/ports.ts';
import { isUndelivered } from '../core/contract/mail.ts';
import { TemporarilyUnavailable } from '../core/shared/temporarily-unavailable.ts';
import { troubleBucketOf } from '../core/support/search-index.ts';
import { unlessConditionFails } from './conditional-write.ts';
import { type MailItem, mailsOf } from './mail-items.ts';
import { readOne } from './stored-items.ts';
import { translatingTemporary } from './temporary-errors.ts';

/** What SES tells comes in any order: a word only takes the place of one with less weight. A soft bounce weighs less than a
 * delivery, as an absence note counts as one. */
const weightOf = ({ outcome, bounce }: ToldOutcome): number =>
  ({ delayed: 1, delivered: 3, rejected: 4, bounced: bounce?.kind === 'hard' ? 5 : 2, complained: 6 })[outcome];

/** What every such write sets, removes and needs. */
const told = (word: ToldOutcome) => {
  const { orderId, occasion, messageId, outcome, at, bounce } = word;
  const trouble = isUndelivered(outcome) ? troubleBucketOf('Undelivered', orderId) : undefined;
  const sets = [
    'outcome = :outcome, outcomeAt = :at, weight = :weight',
    ...(bounce ? ['bounce = :bounce'] : []),
    ...(trouble ? ['trouble = :trouble, since = :at'] : []),
  ];
  const removes = [...(bounce ? [] : ['bounce']), ...(trouble ? [] : ['trouble, since'])];
  return {
    Key: { orderId, occasion },
    sets,
    removes,
    values: {
      ...{ ':id': messageId, ':outcome': outcome, ':at': at, ':weight': weightOf(word) },
      ...(bounce && { ':bounce': bounce }),
      ...(trouble && { ':trouble': trouble }),
    },
  };
};

const expressionOf = (sets: readonly string[], removes: readonly string[], add = ''): string =>
  `SET ${sets.join(', ')}${add}${removes.length > 0 ? ` REMOVE ${removes.join(', ')}` : ''}`;

/** Whether SES took the mail for the claim that stands, whose holder has not noted it: dead, or not there yet. */
const isOfClaim = ({ claimedUntil, sentAt }: MailItem, { mailedAt }: ToldOutcome): boolean =>
  claimedUntil !== undefined && (sentAt === undefined || sentAt < mailedAt);

/** What became of mails, in the table Confirmations. */
export const createMailOutcomes = (client: DynamoDBDocumentClient, TableName: string): MailOutcomes => {
  const write = (input: Omit<ConstructorParameters<typeof UpdateCommand>[0], 'TableName'>) =>
    unlessConditionFails(client.send(new UpdateCommand({ TableName, ...input })));

  const read = async (Key: Record<string, string>): Promise<MailItem | undefined> => {
    const { Item } = await translatingTemporary(client.send(new GetCommand({ TableName, Key, ConsistentRead: true })));
    return Item && readOne(mailsOf(TableName), Item);
  };

  const findSent = async (word: ToldOutcome, { claimedUntil, sentAt }: MailItem): Promise<Noted> => {
    const { Key, sets, removes, values } = told(word);
    const found = await write({
      Key,
      UpdateExpression: expressionOf(
        [...sets, 'messageId = :id, sentAt = :mailedAt, firstSentAt = if_not_exists(firstSentAt, :mailedAt)'],
        [...removes, 'claimedUntil, triedAt'],
        ' ADD times :one',
      ),
      ConditionExpression: `claimedUntil = :was AND ${sentAt === undefined ? 'attribute_not_exists(sentAt)' : 'sentAt = :wasSent'}`,
      ExpressionAttributeValues: {
        ...{ ...values, ':mailedAt': word.mailedAt, ':one': 1, ':was': claimedUntil },
        ...(sentAt !== undefined && { ':wasSent': sentAt }),
      },
    });
    if (found) return 'found';
    throw new TemporarilyUnavailable('its sender is writing to the mail');
  };

  return {
    note: async (word) => {
      const { Key, sets, removes, values } = told(word);
      const noted = await write({
        Key,
        UpdateExpression: expressionOf(sets, removes),
        ConditionExpression: 'messageId = :id AND (attribute_not_exists(weight) OR weight < :weight)',
        ExpressionAttributeValues: values,
      });
      if (noted) return 'noted';
      const item = await read(Key);
      if (item === undefined) return 'unknown';
      if (item.messageId === word.messageId) return 'known';
      return isOfClaim(item, word) ? findSent(word, item) : 'of-another';
    },
  };
};
