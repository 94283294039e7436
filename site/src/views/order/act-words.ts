import type { OrderResponse } from '../../../../lambdas/core/contract/order-answers.ts';
import type { OrderStatus } from '../../../../lambdas/core/contract/status.ts';
import type { Failure } from '../../api/answer.ts';
import { type Act, type ActOutcome, mayHaveCounted } from '../../stores/order-acts.ts';
import type { ActionOutcome } from '../action-outcome.ts';
import { sayFailure } from '../failure-words.ts';

/** While the order is on its way there. */
const NOTED: Readonly<Record<Act, string>> = {
  accept: 'Thank you, your answer is noted: your order goes on as proposed. This page follows it.',
  decline: 'Thank you, your answer is noted: nothing is ordered. This page follows it.',
  cancel: 'Your wish is noted: the order is being cancelled. This page follows it.',
};

/** Once it came to what the act was about. */
const DONE: Readonly<Record<Act, Partial<Record<OrderStatus, string>>>> = {
  accept: {
    Processed: 'Your order is processed as you accepted it.',
    Rejected: 'Your answer was noted, and yet the order could not be processed. The reasons are on this page.',
    Cancelled: 'The order is cancelled.',
  },
  decline: { Rejected: 'Nothing is ordered, as you decided.', Cancelled: 'The order is cancelled.' },
  cancel: { Cancelled: 'The order is cancelled.' },
};

/** What a refusal means for the customer, by its code. */
const REFUSED: Readonly<Record<string, string>> = {
  'question-answered': 'This was answered already, perhaps in another tab, and the first answer counts.',
  'question-expired': 'The time to answer is over, so this answer does not count any more.',
  'question-changed': 'Something has changed again. Please look at the new question and answer that one.',
  'no-open-question': 'There is nothing to answer any more. This page shows how your order stands.',
};

const sayNoted = (act: Act, order: OrderResponse): string => {
  const asksAgain = act === 'accept' && order.status === 'AwaitingCustomer' && order.question.answer === undefined;
  if (asksAgain) return 'Your answer is noted. Should a question still stand below, something has changed again.';
  return DONE[act][order.status] ?? NOTED[act];
};

const sayRefused = (act: Act, failure: Failure): string => {
  if (failure.kind === 'problem') {
    const words = act === 'cancel' ? undefined : REFUSED[failure.problem.code];
    if (words !== undefined) return words;
    // The API's own words tell whether it is too early or too late.
    if (failure.problem.status === 409) return `The order is not cancelled. ${failure.problem.detail}`;
  }
  if (!mayHaveCounted(failure)) return sayFailure(failure);
  const again = act === 'cancel' ? 'cancel it again' : 'give the same answer again';
  return `${sayFailure(failure)} You can safely ${again}: it counts once.`;
};

/** What came of an act, in words for the customer, as the order stands by now. */
export const sayActOutcome = ({ act, failure }: ActOutcome, order: OrderResponse): ActionOutcome => {
  if (failure === undefined) return { text: sayNoted(act, order), bad: false };
  const done = DONE[act][order.status];
  // An answer of which nobody knew whether it counted, until the order shows that it did.
  return done !== undefined && mayHaveCounted(failure)
    ? { text: done, bad: false }
    : { text: sayRefused(act, failure), bad: true };
};
