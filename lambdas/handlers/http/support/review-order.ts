import { reviewRequestSchema } from '../../../core/contract/decision.ts';
import type { createAnswerQuestion } from '../../../core/order/answer-question.ts';
import { ANSWER_REFUSALS } from '../answer-refusals.ts';
import { json, problem } from '../answers.ts';
import type { Respond } from '../api-handler.ts';
import { callerOf } from '../claims.ts';
import { readBody } from '../read-body.ts';
import { forSupport } from './guard.ts';

const KINDS = { approve: 'approved', reject: 'rejected' } as const;

/** POST /api/support/orders/{orderId}/review: a person of support lets a large order pass, or rejects it with a reason. */
export const respondToReview = (answerQuestion: ReturnType<typeof createAnswerQuestion>): Respond =>
  forSupport('review-order', async (event, note) => {
    const read = readBody(event, reviewRequestSchema);
    if (!read.ok) return read.refusal;
    const { questionId, decision, reason } = read.body;
    const answered = await answerQuestion(event.pathParameters?.orderId ?? '', {
      actor: callerOf(event).customerId,
      questionId,
      answer: { kind: KINDS[decision], by: 'support', ...(reason !== undefined && { reason }) },
    });
    if (typeof answered === 'string') return problem(answered, ANSWER_REFUSALS[answered]);
    note({ decision: answered.answer.kind });
    return json(202, answered);
  });
