import { createAnswerDependencies } from '../adapters/answer-dependencies.ts';
import { createAnswerQuestion } from '../core/order/answer-question.ts';
import { apiHandler } from '../handlers/http/api-handler.ts';
import { respondToReview } from '../handlers/http/support/review-order.ts';
import { readEnv } from '../runtime/env.ts';
import { createLogger } from '../runtime/logger.ts';

const env = readEnv(['ORDERS_TABLE']);
const answerQuestion = createAnswerQuestion(createAnswerDependencies(env));

/** POST /api/support/orders/{orderId}/review. */
export const handler = apiHandler(createLogger({ function: 'support-review-order' }), {
  'POST /support/orders/{orderId}/review': { respond: respondToReview(answerQuestion) },
});
