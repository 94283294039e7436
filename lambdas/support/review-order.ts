import { createActivityLog } from '../adapters/activity-dynamodb.ts';
import { createAnswerDependencies } from '../adapters/answer-dependencies.ts';
import { TWO_ATTEMPTS } from '../adapters/client-settings.ts';
import { createDocumentClient } from '../adapters/document-client.ts';
import { createAnswerQuestion, createHandOnAnswer } from '../core/order/answer-question.ts';
import { apiHandler } from '../handlers/http/api-handler.ts';
import { noting } from '../handlers/http/support/noted.ts';
import { respondToReview } from '../handlers/http/support/review-order.ts';
import { readEnv } from '../runtime/env.ts';
import { createLogger } from '../runtime/logger.ts';

const env = readEnv(['ACTIVITY_TABLE', 'ORDERS_TABLE']);
const logger = createLogger({ function: 'support-review-order' });
const dependencies = createAnswerDependencies(env);
const deciding = {
  answerQuestion: createAnswerQuestion(dependencies),
  handOnAnswer: createHandOnAnswer(dependencies),
};
const noted = noting(createActivityLog(createDocumentClient(TWO_ATTEMPTS), env.ACTIVITY_TABLE), logger);

/** POST /api/support/orders/{orderId}/review. */
export const handler = apiHandler(logger, {
  'POST /support/orders/{orderId}/review': { respond: respondToReview(deciding, noted) },
});
