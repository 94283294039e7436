import { DeleteCommand, type DynamoDBDocumentClient, GetCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type { ConfirmationRequest } from '../core/confirmation/confirmation-request.ts';
import type { Confirmations } from '../core/confirmation/ports.ts';
import { occasionOf } from '../core/contract/mail.ts';
import { troubleBucketOf } from '../core/support/search-index.ts';
import { unlessConditionFails } from './conditional-write.ts';
import { type MailItem, mailsOf } from './mail-items.ts';
import { readOne } from './stored-items.ts';
import { translatingTemporary } from './temporary-errors.ts';

/** Two claims never end at the same moment: each begins after the end of the one before. */
const STILL_HELD = 'claimedUntil = :claimedUntil';

/** What is known of the last time that a mail was sent. */
const TOLD = 'outcome, outcomeAt, weight, bounce';

/** What is unsent since its first attempt, and settled as that, is no trouble at the next attempt. */
const NOT_SETTLED = '(attribute_not_exists(settledOf) OR settledOf <> triedAt)';

const keyOf = (request: ConfirmationRequest) => ({ orderId: request.orderId, occasion: occasionOf(request) });

const isSent = ({ sentAt }: MailItem, { resendRequestedAt }: ConfirmationRequest): boolean =>
  sentAt !== undefined && (resendRequestedAt === undefined || sentAt >= resendRequestedAt);

const unchanged = (name: keyof MailItem, item: MailItem): string =>
  item[name] === undefined ? `attribute_not_exists(${name})` : `${name} = :was_${name}`;

/** The claim on a mail that was tried before. One whose claim expired, or was given back, is unsent since its first attempt. */
const nextClaim = (item: MailItem, now: string, until: string) => {
  const { orderId, occasion, claimedUntil, sentAt, triedAt = now, settledOf } = item;
  const late = claimedUntil !== undefined && settledOf !== triedAt;
  return {
    Key: { orderId, occasion },
    UpdateExpression: `SET claimedUntil = :until, triedAt = :triedAt${late ? ', trouble = :unsent, since = :triedAt' : ''}`,
    ConditionExpression: ['attribute_exists(orderId)', unchanged('claimedUntil', item), unchanged('sentAt', item)].join(
      ' AND ',
    ),
    ExpressionAttributeValues: {
      ':until': until,
      ':triedAt': triedAt,
      ...(claimedUntil !== undefined && { ':was_claimedUntil': claimedUntil }),
      ...(late && { ':unsent': troubleBucketOf('Unsent', orderId) }),
      ...(sentAt !== undefined && { ':was_sentAt': sentAt }),
    },
  };
};

/** Who is at each mail and whether it is out, in the table Confirmations by order and occasion. The good path writes an item
 * twice and touches no index: `trouble` alone puts it into one. */
export const createConfirmations = (client: DynamoDBDocumentClient, TableName: string): Confirmations => {
  const write = (input: Omit<ConstructorParameters<typeof UpdateCommand>[0], 'TableName'>) =>
    unlessConditionFails(client.send(new UpdateCommand({ TableName, ...input })));

  const read = async (request: ConfirmationRequest): Promise<MailItem | undefined> => {
    const get = new GetCommand({ TableName, Key: keyOf(request), ConsistentRead: true });
    const { Item } = await translatingTemporary(client.send(get));
    return Item && readOne(mailsOf(TableName), Item);
  };

  return {
    claim: async (request, now, until) => {
      const first = await write({
        Key: keyOf(request),
        UpdateExpression: 'SET claimedUntil = :until, triedAt = :now',
        ConditionExpression: 'attribute_not_exists(orderId)',
        ExpressionAttributeValues: { ':until': until, ':now': now },
      });
      if (first) return { outcome: 'claimed' };
      const item = await read(request);
      // Its claim was withdrawn this moment: the message comes back.
      if (item === undefined) return { outcome: 'claimed-by-another' };
      if (isSent(item, request)) return { outcome: 'already-sent' };
      if (item.claimedUntil !== undefined && item.claimedUntil > now) return { outcome: 'claimed-by-another' };
      const claimed = await write(nextClaim(item, now, until));
      return claimed ? { outcome: 'claimed', sentBefore: item.sentAt } : { outcome: 'claimed-by-another' };
    },

    release: async (request, claimedUntil) => {
      const released = await write({
        Key: keyOf(request),
        UpdateExpression: 'SET trouble = :unsent, since = triedAt REMOVE claimedUntil',
        ConditionExpression: `${STILL_HELD} AND ${NOT_SETTLED}`,
        ExpressionAttributeValues: {
          ':claimedUntil': claimedUntil,
          ':unsent': troubleBucketOf('Unsent', request.orderId),
        },
      });
      if (released) return;
      await write({
        Key: keyOf(request),
        UpdateExpression: 'REMOVE claimedUntil',
        ConditionExpression: STILL_HELD,
        ExpressionAttributeValues: { ':claimedUntil': claimedUntil },
      });
    },

    withdraw: async (request, claimedUntil) => {
      const deleted = await unlessConditionFails(
        client.send(
          new DeleteCommand({
            TableName,
            Key: keyOf(request),
            ConditionExpression: `${STILL_HELD} AND attribute_not_exists(sentAt) AND attribute_not_exists(outcome)`,
            ExpressionAttributeValues: { ':claimedUntil': claimedUntil },
          }),
        ),
      );
      if (deleted) return;
      await write({
        Key: keyOf(request),
        UpdateExpression: 'REMOVE claimedUntil, triedAt, trouble, since',
        ConditionExpression: STILL_HELD,
        ExpressionAttributeValues: { ':claimedUntil': claimedUntil },
      });
    },

    noteSent: async (request, { sentAt, to, messageId }) => {
      const Key = keyOf(request);
      const noted = await write({
        Key,
        UpdateExpression: `SET sentAt = :sentAt, firstSentAt = if_not_exists(firstSentAt, :sentAt), #to = :to, messageId = :id ADD times :one REMOVE claimedUntil, triedAt, trouble, since, ${TOLD}`,
        ConditionExpression: 'attribute_exists(orderId) AND (attribute_not_exists(messageId) OR messageId <> :id)',
        ExpressionAttributeNames: { '#to': 'to' },
        ExpressionAttributeValues: { ':sentAt': sentAt, ':to': to, ':id': messageId, ':one': 1 },
      });
      if (noted) return;
      // It is noted, by an attempt whose answer was lost or by SES's own word; what is told of it stays.
      await write({
        Key,
        UpdateExpression: 'SET #to = :to REMOVE claimedUntil, triedAt',
        ConditionExpression: 'messageId = :id',
        ExpressionAttributeNames: { '#to': 'to' },
        ExpressionAttributeValues: { ':to': to, ':id': messageId },
      });
    },

    noteRefused: async (request, at) => {
      await write({
        Key: keyOf(request),
        UpdateExpression:
          'SET outcome = :refused, outcomeAt = :at, trouble = :trouble, since = :at REMOVE claimedUntil, triedAt, weight, bounce',
        ConditionExpression: 'attribute_exists(orderId)',
        ExpressionAttributeValues: {
          ':refused': 'refused',
          ':at': at,
          ':trouble': troubleBucketOf('Undelivered', request.orderId),
        },
      });
    },
  };
};
