import { type DynamoDBDocumentClient, GetCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import type { ConfirmationRequest } from '../core/confirmation/confirmation-request.ts';
import type { Claim, Confirmations } from '../core/confirmation/ports.ts';
import { EVENT_TYPE_OF } from '../core/contract/event-type.ts';
import { searchBucket, unmailedBucketOf } from '../core/support/search-index.ts';
import { unlessConditionFails } from './conditional-write.ts';
import { slotOf, statusOf } from './confirmation-slots.ts';
import { announcedOf } from './order-items.ts';
import { readOne } from './stored-items.ts';
import { translatingTemporary } from './temporary-errors.ts';

const NOT_SENT = 'attribute_not_exists(#sentAt)';
const NOT_SENT_SINCE = '(attribute_not_exists(#sentAt) OR #sentAt < :resendRequestedAt)';
const NOT_CLAIMED = '(attribute_not_exists(#claimedUntil) OR #claimedUntil <= :now)';
const STILL_ASKED = 'question.id = :questionId AND attribute_not_exists(question.answer)';

const claimUpdate = (request: ConfirmationRequest, now: string, until: string) => {
  const { orderId, questionId, resendRequestedAt } = request;
  const { sentAt, claimedUntil } = slotOf(request);
  const conditions = [
    '#status = :status',
    resendRequestedAt === undefined ? NOT_SENT : NOT_SENT_SINCE,
    NOT_CLAIMED,
    ...(questionId === undefined ? [] : [STILL_ASKED]),
  ];
  return {
    Key: { orderId },
    UpdateExpression: 'SET #claimedUntil = :until',
    ConditionExpression: conditions.join(' AND '),
    ExpressionAttributeNames: { '#status': 'status', '#sentAt': sentAt, '#claimedUntil': claimedUntil },
    ExpressionAttributeValues: {
      ':status': statusOf(request),
      ':now': now,
      ':until': until,
      ...(questionId !== undefined && { ':questionId': questionId }),
      ...(resendRequestedAt !== undefined && { ':resendRequestedAt': resendRequestedAt }),
    },
    ReturnValues: 'ALL_NEW' as const,
  };
};

const stateSchema = z.object({
  status: z.string(),
  question: z.object({ id: z.string(), answer: z.unknown().optional() }).optional(),
});

/** Whether there is nothing to mail about any more, though there was. */
const isOver = (
  { status, question }: z.infer<typeof stateSchema>,
  { eventType, questionId }: ConfirmationRequest,
): boolean => {
  if (questionId !== undefined) return question?.id !== questionId || question.answer !== undefined;
  return eventType === EVENT_TYPE_OF.Processed && status === 'Cancelled';
};

/** What stood in the way of a claim, by the record as it is now. */
const whyNot = (item: Record<string, unknown> | undefined, request: ConfirmationRequest): Claim => {
  if (item === undefined) return { outcome: 'nothing-to-confirm' };
  const state = stateSchema.parse(item);
  if (isOver(state, request)) return { outcome: 'overtaken' };
  if (state.status !== statusOf(request)) return { outcome: 'nothing-to-confirm' };
  const { resendRequestedAt } = request;
  const sentAt = item[slotOf(request).sentAt];
  const sent = typeof sentAt === 'string' && (resendRequestedAt === undefined || sentAt >= resendRequestedAt);
  return { outcome: sent ? 'already-sent' : 'claimed-by-another' };
};

/** Whether each mail is sent and claimed, on the record of its order in the table Orders. */
export const createConfirmations = (client: DynamoDBDocumentClient, tableName: string): Confirmations => {
  const update = (input: Omit<ConstructorParameters<typeof UpdateCommand>[0], 'TableName'>) =>
    translatingTemporary(client.send(new UpdateCommand({ TableName: tableName, ...input })));

  const read = async (orderId: string) => {
    const get = new GetCommand({ TableName: tableName, Key: { orderId }, ConsistentRead: true });
    return (await translatingTemporary(client.send(get))).Item;
  };

  return {
    claim: async (request, now, claimedUntil) => {
      const claimed = await unlessConditionFails(update(claimUpdate(request, now, claimedUntil)));
      if (claimed === undefined) return whyNot(await read(request.orderId), request);
      const { Attributes } = claimed;
      const { refusedAt, sentAt } = slotOf(request);
      const record = readOne(announcedOf(tableName), Attributes);
      const before = Attributes?.[sentAt];
      return {
        outcome: 'claimed',
        record,
        ...(Attributes?.[refusedAt] && { refusedBefore: true }),
        ...(typeof before === 'string' && { sentBefore: before }),
      };
    },

    release: async (request, claimedUntil) => {
      const released = update({
        Key: { orderId: request.orderId },
        UpdateExpression: 'REMOVE #claimedUntil',
        // Two claims never end at the same moment: each begins after the end of the one before.
        ConditionExpression: '#claimedUntil = :claimedUntil',
        ExpressionAttributeNames: { '#claimedUntil': slotOf(request).claimedUntil },
        ExpressionAttributeValues: { ':claimedUntil': claimedUntil },
      });
      await unlessConditionFails(released);
    },

    noteSent: async (request, at, sentTo, refused) => {
      const found = refused && { ':bucket': searchBucket(refused.status, refused) };
      const { sentAt, to, claimedUntil, refusedAt } = slotOf(request);
      await update({
        Key: { orderId: request.orderId },
        UpdateExpression: `SET #sentAt = :sentAt, #to = :sentTo${found ? ', searchBucket = :bucket' : ''} REMOVE #claimedUntil, #refusedAt`,
        ConditionExpression: 'attribute_exists(orderId)',
        ExpressionAttributeNames: {
          ...{ '#sentAt': sentAt, '#to': to },
          ...{ '#claimedUntil': claimedUntil, '#refusedAt': refusedAt },
        },
        ExpressionAttributeValues: { ':sentAt': at, ':sentTo': sentTo, ...found },
      });
    },

    noteRefused: async (request, at) => {
      const { refusedAt, claimedUntil } = slotOf(request);
      // An order that waits for an answer stays where support looks for it.
      const isFinal = request.questionId === undefined;
      await update({
        Key: { orderId: request.orderId },
        UpdateExpression: `SET #refusedAt = :at${isFinal ? ', searchBucket = :bucket' : ''} REMOVE #claimedUntil`,
        ConditionExpression: 'attribute_exists(orderId)',
        ExpressionAttributeNames: { '#refusedAt': refusedAt, '#claimedUntil': claimedUntil },
        ExpressionAttributeValues: { ':at': at, ...(isFinal && { ':bucket': unmailedBucketOf(request.orderId) }) },
      });
    },
  };
};
