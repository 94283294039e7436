import type { AnswerRefusal } from '../../core/order/answer-question.ts';

/** What a person is told whose answer does not count. */
export const ANSWER_REFUSALS: Readonly<Record<AnswerRefusal, string>> = {
  'order-not-found': 'You have no order of this id.',
  'no-open-question': 'Nothing is asked about this order at the moment.',
  'question-changed': 'Something changed since: look at the order once more, there is a newer question.',
  'question-answered': 'It was answered before, and otherwise.',
  'question-expired': 'The time to answer is over.',
};
