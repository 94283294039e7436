import type { OrderResponse } from '../../../../lambdas/core/contract/api.ts';
import type { Question } from '../../../../lambdas/core/contract/question.ts';

/** What support can decide about an order. */
export interface DecisionOffers {
  /** The question that waits for a review. */
  review: Extract<Question, { kind: 'review' }> | undefined;
  cancel: boolean;
}

/** What support can decide about an order as it stands. */
export const decisionsOn = (order: OrderResponse | undefined): DecisionOffers => {
  if (!order) return { review: undefined, cancel: false };
  switch (order.status) {
    case 'UnderReview':
      return order.question.answer ? { review: undefined, cancel: false } : { review: order.question, cancel: true };
    case 'AwaitingCustomer':
      return { review: undefined, cancel: order.question.answer === undefined };
    case 'Processed':
      return { review: undefined, cancel: order.cancelRequested === undefined };
    default:
      return { review: undefined, cancel: false };
  }
};
