import { createAnswerDependencies } from './adapters/answer-dependencies.ts';
import { createAnswerQuestion } from './core/order/answer-question.ts';
import { respondToAnswer } from './handlers/http/answer-order.ts';
import { apiHandler } from './handlers/http/api-handler.ts';
import { readEnv } from './runtime/env.ts';
import { createLogger } from './runtime/logger.ts';

const env = readEnv(['ORDERS_TABLE']);
const answerQuestion = createAnswerQuestion(createAnswerDependencies(env));

/** POST /api/orders/{orderId}/answer. */
export const handler = apiHandler(createLogger({ function: 'answer-order' }), {
  'POST /orders/{orderId}/answer': { respond: respondToAnswer(answerQuestion) },
});
