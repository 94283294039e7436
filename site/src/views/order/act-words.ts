import type { OrderResponse } from '../../../../lambdas/core/contract/order-answers.ts';
import type { OrderStatus } from '../../../../lambdas/core/contract/status.ts';
import type { Failure } from '../../api/answer.ts';
import type { SaySite, Words } from '../../stores/languages.ts';
import { type Act, type ActOutcome, mayHaveCounted } from '../../stores/order-acts.ts';
import type { ActionOutcome } from '../action-outcome.ts';
import { sayFailure } from '../failure-words.ts';

/** The words for an order that came to what the act was about; undefined where it did not. */
const sayDone = (say: SaySite, act: Act, status: OrderStatus): string | undefined => {
  if (status === 'Cancelled') return say('act.Cancelled');
  if (act === 'accept' && (status === 'Processed' || status === 'Rejected')) return say(`act.accept.${status}`);
  return act === 'decline' && status === 'Rejected' ? say('act.decline.Rejected') : undefined;
};

const sayNoted = (say: SaySite, act: Act, order: OrderResponse): string => {
  const asksAgain = act === 'accept' && order.status === 'AwaitingCustomer' && order.question.answer === undefined;
  if (asksAgain) return say('act.askedAgain');
  return sayDone(say, act, order.status) ?? say(`act.${act}.noted`);
};

/** Whether it is too early or too late, which the code of the refusal does not tell, and the order does. */
const sayNotCancelled = (say: SaySite, { status }: OrderResponse): string => {
  if (status === 'Rejected') return say('act.notCancelled.rejected');
  return say(status === 'Processed' ? 'act.notCancelled.late' : 'act.notCancelled.soon');
};

const sayRefused = (words: Words, act: Act, failure: Failure, order: OrderResponse): string => {
  const { say } = words;
  if (failure.kind === 'problem' && failure.problem.code === 'not-cancellable') return sayNotCancelled(say, order);
  if (!mayHaveCounted(failure)) return sayFailure(words, failure);
  return `${sayFailure(words, failure)} ${say(act === 'cancel' ? 'act.safe.cancel' : 'act.safe.answer')}`;
};

/** What came of an act, in words for the customer, as the order stands by now. */
export const sayActOutcome = (words: Words, { act, failure }: ActOutcome, order: OrderResponse): ActionOutcome => {
  const { say } = words;
  if (failure === undefined) return { text: sayNoted(say, act, order), bad: false };
  const done = sayDone(say, act, order.status);
  // An answer of which nobody knew whether it counted, until the order shows that it did.
  return done !== undefined && mayHaveCounted(failure)
    ? { text: done, bad: false }
    : { text: sayRefused(words, act, failure, order), bad: true };
};
