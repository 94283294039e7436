import { SNSClient } from '@aws-sdk/client-sns';
import { createActivityLog } from './activity-dynamodb.ts';
import { clientSettings, TWO_ATTEMPTS } from './client-settings.ts';
import { createDocumentClient } from './document-client.ts';
import { createMailSettlements } from './mail-settlements-dynamodb.ts';
import { createOrderEvents } from './order-events-sns.ts';
import { createOrderStore } from './orders-dynamodb.ts';

/** Where orders, their mails and what is done about them are kept, as the environment says it. */
interface MailActEnvironment {
  ACTIVITY_TABLE: string;
  ORDERS_TABLE: string;
  CONFIRMATIONS_TABLE: string;
  ORDER_EVENTS_TOPIC_ARN: string;
}

/** What acts about mails need of the services around them. */
export const createMailActDependencies = (env: MailActEnvironment) => {
  const tables = createDocumentClient(TWO_ATTEMPTS);
  return {
    activity: createActivityLog(tables, env.ACTIVITY_TABLE),
    orders: createOrderStore(tables, env.ORDERS_TABLE),
    events: createOrderEvents(new SNSClient(clientSettings(TWO_ATTEMPTS)), env.ORDER_EVENTS_TOPIC_ARN),
    settlements: createMailSettlements(tables, env.CONFIRMATIONS_TABLE),
    now: () => new Date(),
  };
};
