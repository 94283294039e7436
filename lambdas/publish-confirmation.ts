import { SNSClient } from '@aws-sdk/client-sns';
import { clientSettings, TWO_ATTEMPTS } from './adapters/client-settings.ts';
import { createOrderEvents } from './adapters/order-events-sns.ts';
import { createPublishConfirmation } from './core/order/publish-confirmation.ts';
import { handlePublishConfirmation } from './handlers/task/publish-confirmation.ts';
import { readEnv } from './runtime/env.ts';
import { createLogger } from './runtime/logger.ts';

const env = readEnv(['ORDER_EVENTS_TOPIC_ARN']);
const events = createOrderEvents(new SNSClient(clientSettings(TWO_ATTEMPTS)), env.ORDER_EVENTS_TOPIC_ARN);

/** Task of the states PublishConfirmation and PublishRejection. */
export const handler = handlePublishConfirmation(
  createLogger({ function: 'publish-confirmation' }),
  createPublishConfirmation(events),
);
