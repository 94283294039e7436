import { SFNClient } from '@aws-sdk/client-sfn';
import { clientSettings, TWO_ATTEMPTS } from '../adapters/client-settings.ts';
import { createDocumentClient } from '../adapters/document-client.ts';
import { createQuestionStore } from '../adapters/questions-dynamodb.ts';
import { createWaitingTasks } from '../adapters/waiting-tasks-sfn.ts';
import { createAnswerQuestion } from '../core/order/answer-question.ts';
import { apiHandler } from '../handlers/http/api-handler.ts';
import { respondToReview } from '../handlers/http/support/review-order.ts';
import { readEnv } from '../runtime/env.ts';
import { createLogger } from '../runtime/logger.ts';

const env = readEnv(['ORDERS_TABLE']);
const answerQuestion = createAnswerQuestion({
  questions: createQuestionStore(createDocumentClient(TWO_ATTEMPTS), env.ORDERS_TABLE),
  tasks: createWaitingTasks(new SFNClient(clientSettings(TWO_ATTEMPTS))),
  now: () => new Date(),
});

/** POST /api/support/orders/{orderId}/review. */
export const handler = apiHandler(createLogger({ function: 'support-review-order' }), {
  'POST /support/orders/{orderId}/review': { respond: respondToReview(answerQuestion) },
});
