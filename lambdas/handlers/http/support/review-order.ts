import { reviewRequestSchema } from '../../../core/contract/decision.ts';
import type { createAnswerQuestion, createHandOnAnswer } from '../../../core/order/answer-question.ts';
import { ANSWER_REFUSALS } from '../answer-refusals.ts';
import { json, problem } from '../answers.ts';
import type { Respond } from '../api-handler.ts';
import { callerOf } from '../claims.ts';
import { readBody } from '../read-body.ts';
import { forSupport } from './guard.ts';
import { type Noted, orderIdOf } from './noted.ts';

const KINDS = { approve: 'approved', reject: 'rejected' } as const;

interface Deciding {
  answerQuestion: ReturnType<typeof createAnswerQuestion>;
  handOnAnswer: ReturnType<typeof createHandOnAnswer>;
}

/** POST /api/support/orders/{orderId}/review: a person of support lets a large order pass, or rejects it with a reason; or has an answer
 * that was noted told to the execution once more. */
export const respondToReview = ({ answerQuestion, handOnAnswer }: Deciding, noted: Noted): Respond =>
  forSupport('review-order', async (event, note) => {
    const read = readBody(event, reviewRequestSchema);
    if (!read.ok) return read.refusal;
    const { body } = read;
    const { questionId, decision } = body;
    const orderId = orderIdOf(event);
    if (orderId === undefined) return problem('order-not-found', ANSWER_REFUSALS['order-not-found']);
    const said: { reason?: string } = 'reason' in body && body.reason !== undefined ? { reason: body.reason } : {};
    const act =
      decision === 'hand-on'
        ? { action: 'hand-on-answer' as const, details: {} }
        : { action: 'review-order' as const, details: { decision, ...said } };
    return noted(event, { subject: { orderId }, ...act }, async () => {
      const answered =
        decision === 'hand-on'
          ? await handOnAnswer(orderId, questionId)
          : await answerQuestion(orderId, {
              actor: callerOf(event).customerId,
              questionId,
              answer: { kind: KINDS[decision], by: 'support', ...said },
            });
      if (typeof answered === 'string') return problem(answered, ANSWER_REFUSALS[answered]);
      note({ decision: decision === 'hand-on' ? decision : answered.answer.kind });
      return json(202, answered);
    });
  });
