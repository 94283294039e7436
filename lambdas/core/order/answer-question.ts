import type { AnswerAccepted } from '../contract/decision.ts';
import { type OrderRecord, questionOf } from '../contract/order.ts';
import type { Question, QuestionAnswer } from '../contract/question.ts';
import { isOpen } from '../contract/status.ts';
import { TemporarilyUnavailable } from '../shared/temporarily-unavailable.ts';
import { type Clock, toTimestamp } from '../shared/timestamp.ts';
import { createDeliverAnswer } from './deliver-answer.ts';
import { parseOrderId } from './order-id.ts';
import type { QuestionStore, WaitingTasks } from './ports.ts';

/** What answering needs. */
export interface AnswerDependencies {
  questions: Pick<QuestionStore, 'find' | 'noteAnswer'>;
  tasks: WaitingTasks;
  now: Clock;
}

/** An answer of a person; `actor` is their id in the user pool. A customer's is to their own order alone. */
export interface Answering {
  actor: string;
  /** Undefined: whichever question is open. */
  questionId: string | undefined;
  answer: Pick<QuestionAnswer, 'kind' | 'by' | 'reason'>;
}

/** Why an answer does not count. */
export type AnswerRefusal =
  | 'order-not-found'
  | 'no-open-question'
  | 'question-changed'
  | 'question-answered'
  | 'question-expired';

/** Whose answer a kind of question takes; a cancellation ends any. */
const KINDS: Readonly<Record<Question['kind'], readonly QuestionAnswer['kind'][]>> = {
  customer: ['accepted', 'declined', 'cancelled'],
  review: ['approved', 'rejected', 'cancelled'],
};

/** Others may write the record between a look at it and the note on it, each but a few times. */
const MAX_LOOKS = 4;

/** What a record makes of an answer: a refusal, `repeated` for what it has noted already, or `new`. */
const weigh = (record: OrderRecord, { questionId, answer }: Answering, now: string) => {
  const question = questionOf(record);
  if (!question || !KINDS[question.kind].includes(answer.kind)) return 'no-open-question';
  if (questionId !== undefined && question.id !== questionId) return 'question-changed';
  const noted = question.answer;
  if (noted) return noted.kind === answer.kind && noted.by === answer.by ? 'repeated' : 'question-answered';
  return isOpen(record.status) && now < question.until ? 'new' : 'question-expired';
};

/** Makes the use case "answer the question about an order": the answer is noted first, once and for all, then told to the
 * task that waits for it; the same answer again is told again. Throws TemporarilyUnavailable where it is noted and could not be told. */
export const createAnswerQuestion = ({ questions, tasks, now }: AnswerDependencies) => {
  const accepted = createDeliverAnswer({ questions, tasks });

  const mayAnswer = (record: OrderRecord, { actor, answer }: Answering): boolean =>
    answer.by === 'support' || record.customerId === actor;

  return async (text: string, answering: Answering): Promise<AnswerAccepted | AnswerRefusal> => {
    const orderId = parseOrderId(text);
    if (orderId === undefined) return 'order-not-found';
    for (let look = 0; look < MAX_LOOKS; look += 1) {
      const found = await questions.find(orderId);
      if (!found || !mayAnswer(found.record, answering)) return 'order-not-found';
      const at = toTimestamp(now());
      const weighed = weigh(found.record, answering, at);
      if (weighed === 'repeated') return accepted(found.record);
      const question = questionOf(found.record);
      if (weighed !== 'new' || !question) return weighed === 'new' ? 'no-open-question' : weighed;
      const answer = { ...answering.answer, at };
      if (await questions.noteAnswer(orderId, question.id, answer, answering.actor)) return accepted(found.record);
    }
    throw new TemporarilyUnavailable(`the record of ${orderId} changes at this moment`);
  };
};

/** Makes the use case "hand an answer on": what was noted, whoever said it, is told to the execution that was not told. Doing so again
 * changes nothing. */
export const createHandOnAnswer = ({ questions, tasks }: Pick<AnswerDependencies, 'questions' | 'tasks'>) => {
  const deliver = createDeliverAnswer({ questions, tasks });
  return async (text: string, questionId: string): Promise<AnswerAccepted | AnswerRefusal> => {
    const orderId = parseOrderId(text);
    const found = orderId === undefined ? undefined : await questions.find(orderId);
    if (!found) return 'order-not-found';
    const question = questionOf(found.record);
    if (!question || !isOpen(found.record.status)) return 'no-open-question';
    return question.id === questionId && question.answer ? deliver(found.record) : 'question-changed';
  };
};
