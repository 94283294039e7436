import { EVENT_TYPE_OF } from './event-type.ts';
import { occasionOf } from './mail.ts';
import type { OrderRecord } from './order.ts';

/** The occasion of the mail that tells how an order stands: the only one that may still be sent, as what the others told is
 * over. Undefined where nothing is to be told yet. */
export const latestOccasionOf = (record: OrderRecord): string | undefined => {
  if (record.status === 'Received') return undefined;
  const isAsked = record.status === 'UnderReview' || record.status === 'AwaitingCustomer';
  return occasionOf({
    eventType: EVENT_TYPE_OF[record.status],
    questionId: isAsked ? record.question.id : undefined,
  });
};

/** Since when an order stands as its latest mail tells. */
export const stoodSinceOf = (record: OrderRecord): string => {
  if (record.status === 'Cancelled') return record.cancelledAt;
  if ('processedAt' in record) return record.processedAt;
  return 'question' in record ? record.question.askedAt : record.timestamp;
};
