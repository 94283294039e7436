import type { AnswerAccepted } from '../contract/decision.ts';
import { type OrderRecord, questionOf } from '../contract/order.ts';
import type { Question, QuestionAnswer } from '../contract/question.ts';
import { isOpen } from '../contract/status.ts';
import type { AskedOrder, QuestionStore, TaskAnswer, WaitingTasks } from './ports.ts';
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

/** What delivering takes. */
interface DeliverDependencies {
  questions: Pick<QuestionStore, 'find'>;
  tasks: WaitingTasks;
}

/** Makes the telling of a noted answer to the task that waits for it. Throws TemporarilyUnavailable where that could not be told. */
export const createDeliverAnswer = ({ questions, tasks }: DeliverDependencies) => {
  const tell = ({ record, taskToken, answeredBy }: AskedOrder): Promise<'answered' | 'gone'> | 'gone' => {
    const question = questionOf(record);
    if (!question?.answer || taskToken === undefined || !isOpen(record.status)) return 'gone';
    return tasks.answer(taskToken, taskAnswerOf(question, question.answer, answeredBy));
  };

  /** A task that is gone ran out of time, or was tried again with a new token, which is then the one to tell; where none is
   * found, the state machine finds the answer by itself. */
  const deliver = async (orderId: string): Promise<AskedOrder | undefined> => {
    const found = await questions.find(orderId);
    if (!found || (await tell(found)) === 'answered') return found;
    const again = await questions.find(orderId);
    if (again && again.taskToken !== found.taskToken) await tell(again);
    return again;
  };

  return async (seen: OrderRecord): Promise<AnswerAccepted | 'no-open-question'> => {
    const record = (await deliver(seen.orderId))?.record ?? seen;
    const question = questionOf(record) ?? questionOf(seen);
    if (!question?.answer) return 'no-open-question';
    return { orderId: record.orderId, status: record.status, questionId: question.id, answer: question.answer };
  };
};
