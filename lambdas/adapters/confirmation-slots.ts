import type { ConfirmationRequest } from '../core/confirmation/confirmation-request.ts';
import { EVENT_TYPE_OF, type EventType } from '../core/contract/event-type.ts';
import type { OrderStatus } from '../core/contract/status.ts';

const STATUS_OF: Readonly<Record<EventType, OrderStatus>> = {
  [EVENT_TYPE_OF.UnderReview]: 'UnderReview',
  [EVENT_TYPE_OF.AwaitingCustomer]: 'AwaitingCustomer',
  [EVENT_TYPE_OF.Processed]: 'Processed',
  [EVENT_TYPE_OF.Rejected]: 'Rejected',
  [EVENT_TYPE_OF.Cancelled]: 'Cancelled',
};

/** The status that an order has while the mail about it makes sense. */
export const statusOf = ({ eventType }: ConfirmationRequest): OrderStatus => STATUS_OF[eventType];

/** The attributes of the record that one mail is claimed and noted by: an order has one outcome, may be cancelled after it, and
 * each question is a mail of its own. */
const nameOf = ({ eventType, questionId }: ConfirmationRequest): string => {
  if (questionId !== undefined) return `question${questionId}`;
  return eventType === EVENT_TYPE_OF.Cancelled ? 'cancellation' : 'confirmation';
};

/** Where it stands whether a mail is sent. */
export const slotOf = (request: ConfirmationRequest) => {
  const name = nameOf(request);
  return {
    sentAt: `${name}SentAt`,
    to: `${name}To`,
    claimedUntil: `${name}ClaimedUntil`,
    refusedAt: `${name}RefusedAt`,
  };
};
