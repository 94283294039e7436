import { type DynamoDBDocumentClient, GetCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import type { ConfirmationRequest } from '../core/confirmation/confirmation-request.ts';
import type { AnnouncedOrders, Standing } from '../core/confirmation/ports.ts';
import { isErased } from '../core/contract/erased.ts';
import { EVENT_TYPE_OF, STATUS_OF } from '../core/contract/event-type.ts';
import { slotOfBefore } from './mails-of-before.ts';
import { announcedOf } from './order-items.ts';
import { readOne } from './stored-items.ts';
import { translatingTemporary } from './temporary-errors.ts';

const stateSchema = z.object({
  status: z.string(),
  email: z.string(),
  question: z.object({ id: z.string(), answer: z.unknown().optional() }).optional(),
});

/** Whether there is nothing to mail about any more, though there was. */
const isOver = (
  { status, email, question }: z.infer<typeof stateSchema>,
  { eventType, questionId }: ConfirmationRequest,
): boolean => {
  if (isErased({ email })) return true;
  if (questionId !== undefined) return question?.id !== questionId || question.answer !== undefined;
  return eventType === EVENT_TYPE_OF.Processed && status === 'Cancelled';
};

/** What the version before did of it, if anything that stands in the way. */
const doneBefore = (
  item: Record<string, unknown>,
  request: ConfirmationRequest,
  now: string,
): 'already-sent' | 'claimed-by-another' | undefined => {
  const { sentAt, claimedUntil } = slotOfBefore(item, request);
  const { resendRequestedAt } = request;
  if (sentAt !== undefined && (resendRequestedAt === undefined || sentAt >= resendRequestedAt)) return 'already-sent';
  return claimedUntil !== undefined && claimedUntil > now ? 'claimed-by-another' : undefined;
};

/** Announced orders, in the table Orders. */
export const createAnnouncedOrders = (client: DynamoDBDocumentClient, tableName: string): AnnouncedOrders => ({
  standing: async (request, now): Promise<Standing> => {
    const get = new GetCommand({ TableName: tableName, Key: { orderId: request.orderId }, ConsistentRead: true });
    const { Item } = await translatingTemporary(client.send(get));
    if (Item === undefined) return { outcome: 'nothing-to-confirm' };
    const state = readOne({ ...announcedOf(tableName), parse: stateSchema.parse.bind(stateSchema) }, Item);
    if (isOver(state, request)) return { outcome: 'overtaken' };
    if (state.status !== STATUS_OF[request.eventType]) return { outcome: 'nothing-to-confirm' };
    const done = doneBefore(Item, request, now);
    if (done) return { outcome: done };
    const sentBefore = slotOfBefore(Item, request).sentAt;
    return { outcome: 'stands', record: readOne(announcedOf(tableName), Item), sentBefore };
  },
});
