import { reviewRequestSchema } from '../../../core/contract/decision.ts';
import type { createAnswerQuestion } from '../../../core/order/answer-question.ts';
import { ANSWER_REFUSALS } from '../answer-refusals.ts';
import { json, problem } from '../answers.ts';
import type { Respond } from '../api-handler.ts';
import { callerOf } from '../claims.ts';
import { readBody } from '../read-body.ts';
import { forSupport } from './guard.ts';
import { type Noted, orderIdOf } from './noted.ts';

const KINDS = { approve: 'approved', reject: 'rejected' } as const;

/** POST /api/support/orders/{orderId}/review: a person of support lets a large order pass, or rejects it with a reason. */
export const respondToReview = (answerQuestion: ReturnType<typeof createAnswerQuestion>, noted: Noted): Respond =>
  forSupport('review-order', async (event, note) => {
    const read = readBody(event, reviewRequestSchema);
    if (!read.ok) return read.refusal;
    const { questionId, decision, reason } = read.body;
    const orderId = orderIdOf(event);
    if (orderId === undefined) return problem('order-not-found', ANSWER_REFUSALS['order-not-found']);
    const said: { reason?: string } = reason === undefined ? {} : { reason };
    return noted(event, { subject: { orderId }, action: 'review-order', details: { decision, ...said } }, async () => {
      const answered = await answerQuestion(orderId, {
        actor: callerOf(event).customerId,
        questionId,
        answer: { kind: KINDS[decision], by: 'support', ...said },
      });
      if (typeof answered === 'string') return problem(answered, ANSWER_REFUSALS[answered]);
      note({ decision: answered.answer.kind });
      return json(202, answered);
    });
  });
