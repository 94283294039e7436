import { SFNClient } from '@aws-sdk/client-sfn';
import { clientSettings, TWO_ATTEMPTS } from './adapters/client-settings.ts';
import { createDocumentClient } from './adapters/document-client.ts';
import { createQuestionStore } from './adapters/questions-dynamodb.ts';
import { createWaitingTasks } from './adapters/waiting-tasks-sfn.ts';
import { createAnswerQuestion } from './core/order/answer-question.ts';
import { respondToAnswer } from './handlers/http/answer-order.ts';
import { apiHandler } from './handlers/http/api-handler.ts';
import { readEnv } from './runtime/env.ts';
import { createLogger } from './runtime/logger.ts';

const env = readEnv(['ORDERS_TABLE']);
const answerQuestion = createAnswerQuestion({
  questions: createQuestionStore(createDocumentClient(TWO_ATTEMPTS), env.ORDERS_TABLE),
  tasks: createWaitingTasks(new SFNClient(clientSettings(TWO_ATTEMPTS))),
  now: () => new Date(),
});

/** POST /api/orders/{orderId}/answer. */
export const handler = apiHandler(createLogger({ function: 'answer-order' }), {
  'POST /orders/{orderId}/answer': { respond: respondToAnswer(answerQuestion) },
});
