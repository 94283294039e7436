import { SFNClient } from '@aws-sdk/client-sfn';
import type { AnswerDependencies } from '../core/order/answer-question.ts';
import { clientSettings, TWO_ATTEMPTS } from './client-settings.ts';
import { createDocumentClient } from './document-client.ts';
import { createQuestionStore } from './questions-dynamodb.ts';
import { createWaitingTasks } from './waiting-tasks-sfn.ts';

/** What answering a question needs, for customers and for support alike. */
export const createAnswerDependencies = (env: { ORDERS_TABLE: string }): AnswerDependencies => ({
  questions: createQuestionStore(createDocumentClient(TWO_ATTEMPTS), env.ORDERS_TABLE),
  tasks: createWaitingTasks(new SFNClient(clientSettings(TWO_ATTEMPTS))),
  now: () => new Date(),
});
