import type { Question, QuestionAnswer } from '../contract/question.ts';
import type { TaskAnswer } from './ports.ts';
import { reasonLine } from './reasons.ts';

/** What the waiting task is told of an answer, and with it the execution: whoever asked adds it to the order and validates it
 * once more, or rejects or cancels it. What a person wrote is not in it; `actor` is their id in the user pool. */
export const taskAnswerOf = (question: Question, answer: QuestionAnswer, actor: string | undefined): TaskAnswer => {
  if (answer.kind === 'cancelled') return { error: 'OrderCancelled', message: 'The order was cancelled.' };
  if (question.kind === 'customer') {
    if (answer.kind !== 'accepted') {
      return { error: 'OrderRejected', message: reasonLine({ code: 'declined' }) };
    }
    const { items, totalCents } = question.proposal;
    const lines = items.map(({ product, quantity }) => ({ product, quantity }));
    return { output: { items: lines, expectedTotalCents: totalCents } };
  }
  if (answer.kind !== 'approved') {
    return { error: 'OrderRejected', message: reasonLine({ code: 'not-approved' }) };
  }
  const review = { approvedBy: actor ?? 'unknown', approvedAt: answer.at, totalCents: question.totalCents };
  return { output: { review } };
};
