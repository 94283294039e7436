import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { type DynamoDBDocumentClient, GetCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import type { ConfirmationRequest } from '../core/confirmation/confirmation-request.ts';
import type { Claim, Confirmations } from '../core/confirmation/ports.ts';
import { EVENT_TYPE_OF } from '../core/contract/event-type.ts';
import { searchBucket, unmailedBucketOf } from '../core/support/search-index.ts';
import { decidedOf } from './order-items.ts';
import { readOne } from './stored-items.ts';
import { translatingTemporary } from './temporary-errors.ts';

/** An order has one outcome, and its status never changes again: with it, the claim is on order and type of event. */
const STATUS_OF = { [EVENT_TYPE_OF.Processed]: 'Processed', [EVENT_TYPE_OF.Rejected]: 'Rejected' } as const;

const OF_THIS_OUTCOME = '#status = :status';
const NOT_SENT = 'attribute_not_exists(confirmationSentAt)';
const NOT_SENT_SINCE = '(attribute_not_exists(confirmationSentAt) OR confirmationSentAt < :resendRequestedAt)';
const NOT_CLAIMED = '(attribute_not_exists(confirmationClaimedUntil) OR confirmationClaimedUntil <= :now)';

const stateSchema = z.object({
  status: z.string(),
  confirmationSentAt: z.string().optional(),
});

const claimUpdate = ({ orderId, eventType, resendRequestedAt }: ConfirmationRequest, now: string, until: string) => ({
  Key: { orderId },
  UpdateExpression: 'SET confirmationClaimedUntil = :until',
  ConditionExpression: [OF_THIS_OUTCOME, resendRequestedAt === undefined ? NOT_SENT : NOT_SENT_SINCE, NOT_CLAIMED].join(
    ' AND ',
  ),
  ExpressionAttributeNames: { '#status': 'status' },
  ExpressionAttributeValues: {
    ':status': STATUS_OF[eventType],
    ':now': now,
    ':until': until,
    ...(resendRequestedAt !== undefined && { ':resendRequestedAt': resendRequestedAt }),
  },
  ReturnValues: 'ALL_NEW' as const,
});

/** Whether a confirmation is sent and claimed, on the record of its order in the table Orders. */
export const createConfirmations = (client: DynamoDBDocumentClient, tableName: string): Confirmations => {
  const update = (input: Omit<ConstructorParameters<typeof UpdateCommand>[0], 'TableName'>) =>
    translatingTemporary(client.send(new UpdateCommand({ TableName: tableName, ...input })));

  /** What stood in the way of a claim, as it is now. */
  const whyNot = async ({ orderId, eventType, resendRequestedAt }: ConfirmationRequest): Promise<Claim> => {
    const get = new GetCommand({ TableName: tableName, Key: { orderId }, ConsistentRead: true });
    const { Item } = await translatingTemporary(client.send(get));
    const state = Item && stateSchema.parse(Item);
    if (state?.status !== STATUS_OF[eventType]) return { outcome: 'nothing-to-confirm' };
    const sent =
      state.confirmationSentAt !== undefined &&
      (resendRequestedAt === undefined || state.confirmationSentAt >= resendRequestedAt);
    return { outcome: sent ? 'already-sent' : 'claimed-by-another' };
  };

  return {
    claim: async (request, now, claimedUntil) => {
      try {
        const { Attributes } = await update(claimUpdate(request, now, claimedUntil));
        const record = readOne(decidedOf(tableName), Attributes);
        return { outcome: 'claimed', record, ...(Attributes?.confirmationRefusedAt && { refusedBefore: true }) };
      } catch (error) {
        if (error instanceof ConditionalCheckFailedException) return whyNot(request);
        throw error;
      }
    },

    release: async (orderId, claimedUntil) => {
      try {
        await update({
          Key: { orderId },
          UpdateExpression: 'REMOVE confirmationClaimedUntil',
          // Two claims never end at the same moment: each begins after the end of the one before.
          ConditionExpression: 'confirmationClaimedUntil = :claimedUntil',
          ExpressionAttributeValues: { ':claimedUntil': claimedUntil },
        });
      } catch (error) {
        if (!(error instanceof ConditionalCheckFailedException)) throw error;
      }
    },

    noteSent: async (orderId, sentAt, sentTo, refused) => {
      const found = refused && { ':bucket': searchBucket(refused.status, refused) };
      await update({
        Key: { orderId },
        UpdateExpression: `SET confirmationSentAt = :sentAt, confirmationTo = :sentTo${found ? ', searchBucket = :bucket' : ''} REMOVE confirmationClaimedUntil, confirmationRefusedAt`,
        ConditionExpression: 'attribute_exists(orderId)',
        ExpressionAttributeValues: { ':sentAt': sentAt, ':sentTo': sentTo, ...found },
      });
    },

    noteRefused: async (orderId, refusedAt) => {
      await update({
        Key: { orderId },
        UpdateExpression: 'SET confirmationRefusedAt = :at, searchBucket = :bucket REMOVE confirmationClaimedUntil',
        ConditionExpression: 'attribute_exists(orderId)',
        ExpressionAttributeValues: { ':at': refusedAt, ':bucket': unmailedBucketOf(orderId) },
      });
    },
  };
};
