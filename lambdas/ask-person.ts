import { SFNClient } from '@aws-sdk/client-sfn';
import { SNSClient } from '@aws-sdk/client-sns';
import { clientSettings, TWO_ATTEMPTS } from './adapters/client-settings.ts';
import { createDocumentClient } from './adapters/document-client.ts';
import { sha256 } from './adapters/hash-node.ts';
import { createOrderEvents } from './adapters/order-events-sns.ts';
import { createQuestionStore } from './adapters/questions-dynamodb.ts';
import { createWaitingTasks } from './adapters/waiting-tasks-sfn.ts';
import { createAskPerson } from './core/order/ask-person.ts';
import { handleAskPerson } from './handlers/task/ask-person.ts';
import { readEnv } from './runtime/env.ts';
import { createLogger } from './runtime/logger.ts';

const env = readEnv(['ORDERS_TABLE', 'ORDER_EVENTS_TOPIC_ARN']);

/** Task of the states AskCustomer and AskReviewer, which wait for what it passes on. */
export const handler = handleAskPerson(
  createLogger({ function: 'ask-person' }),
  createAskPerson({
    questions: createQuestionStore(createDocumentClient(TWO_ATTEMPTS), env.ORDERS_TABLE),
    tasks: createWaitingTasks(new SFNClient(clientSettings(TWO_ATTEMPTS))),
    events: createOrderEvents(new SNSClient(clientSettings(TWO_ATTEMPTS)), env.ORDER_EVENTS_TOPIC_ARN),
    sha256,
    now: () => new Date(),
  }),
);
