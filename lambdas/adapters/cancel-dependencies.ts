import { SFNClient } from '@aws-sdk/client-sfn';
import { createAnswerQuestion } from '../core/order/answer-question.ts';
import type { createCancelOrder } from '../core/order/cancel-order.ts';
import { createCancelRequests } from './cancellations-dynamodb.ts';
import { clientSettings, TWO_ATTEMPTS } from './client-settings.ts';
import { createDocumentClient } from './document-client.ts';
import { createOrderStore } from './orders-dynamodb.ts';
import { createQuestionStore } from './questions-dynamodb.ts';
import { createWaitingTasks } from './waiting-tasks-sfn.ts';
import { createOrderWorkflow } from './workflow-sfn.ts';

/** Where cancelling happens, as the environment says it. */
interface CancelEnvironment {
  ORDERS_TABLE: string;
  CANCELLATION_STATE_MACHINE_ARN: string;
  CANCELLATION_MINUTES: string;
}

/** What cancelling an order needs, for customers and for support alike. */
export const createCancelDependencies = (env: CancelEnvironment): Parameters<typeof createCancelOrder>[0] => {
  const client = createDocumentClient(TWO_ATTEMPTS);
  const workflow = new SFNClient(clientSettings(TWO_ATTEMPTS));
  const questions = createQuestionStore(client, env.ORDERS_TABLE);
  const now = () => new Date();
  return {
    orders: { ...createOrderStore(client, env.ORDERS_TABLE), ...createCancelRequests(client, env.ORDERS_TABLE) },
    workflow: createOrderWorkflow(workflow, env.CANCELLATION_STATE_MACHINE_ARN),
    answerQuestion: createAnswerQuestion({ questions, tasks: createWaitingTasks(workflow), now }),
    cancellationMinutes: Number(env.CANCELLATION_MINUTES),
    now,
  };
};
