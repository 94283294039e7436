import { answerRequestSchema } from '../../core/contract/decision.ts';
import type { createAnswerQuestion } from '../../core/order/answer-question.ts';
import { ANSWER_REFUSALS } from './answer-refusals.ts';
import { json, problem } from './answers.ts';
import type { Respond } from './api-handler.ts';
import { callerOf } from './claims.ts';
import { readBody } from './read-body.ts';

const KINDS = { accept: 'accepted', decline: 'declined' } as const;

/** POST /api/orders/{orderId}/answer: the customer accepts or declines what is proposed. */
export const respondToAnswer =
  (answerQuestion: ReturnType<typeof createAnswerQuestion>): Respond =>
  async (event, log) => {
    const { customerId: actor } = callerOf(event);
    const read = readBody(event, answerRequestSchema);
    if (!read.ok) return read.refusal;
    const { questionId, answer } = read.body;
    const answered = await answerQuestion(event.pathParameters?.orderId ?? '', {
      actor,
      questionId,
      answer: { kind: KINDS[answer], by: 'customer' },
    });
    if (typeof answered === 'string') return problem(answered, ANSWER_REFUSALS[answered]);
    log.info('question answered', { orderId: answered.orderId, answer: answered.answer.kind });
    return json(202, answered);
  };
