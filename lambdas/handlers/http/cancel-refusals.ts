import type { APIGatewayProxyResult } from 'aws-lambda';
import type { CancelRefusal } from '../../core/order/cancel-order.ts';
import { problem, TRY_AGAIN_SOON } from './answers.ts';

/** The answer to a wish to cancel that cannot be granted, or not yet. */
export const cancelRefused = (refusal: CancelRefusal): APIGatewayProxyResult => {
  switch (refusal) {
    case 'order-not-found':
      return problem(refusal, 'You have no order of this id.');
    case 'order-undecided':
      return problem('not-cancellable', 'It is being processed: please try again in a moment.', {}, TRY_AGAIN_SOON);
    case 'order-going-on':
      return problem('not-cancellable', 'It has its answer: please try again in a moment.', {}, TRY_AGAIN_SOON);
    case 'too-late':
      return problem('not-cancellable', 'The time to cancel it is over: please contact us.');
    case 'order-rejected':
      return problem('not-cancellable', 'It was rejected, so there is nothing to cancel.');
  }
};
