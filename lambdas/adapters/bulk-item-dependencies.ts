import { SNSClient } from '@aws-sdk/client-sns';
import type { createBulkItem } from '../core/support/bulk-item.ts';
import { createRedriveOrder } from '../core/support/redrive-order.ts';
import { createResendConfirmation } from '../core/support/resend-confirmation.ts';
import { createActivityLog } from './activity-dynamodb.ts';
import { createBulkResults } from './bulk-dynamodb.ts';
import { clientSettings, TWO_ATTEMPTS } from './client-settings.ts';
import { createDocumentClient } from './document-client.ts';
import type { MachineEnvironment } from './machine-environment.ts';
import { createFindTriedMails } from './mail-search-dynamodb.ts';
import { createOrderEvents } from './order-events-sns.ts';
import { createRedriveDependencies } from './redrive-dependencies.ts';

/** What acting on one order of a bulk needs: the use cases that a single action has, and where to note. */
export const createBulkItemDependencies = (
  env: MachineEnvironment &
    Readonly<Record<'ACTIVITY_TABLE' | 'ORDERS_TABLE' | 'CONFIRMATIONS_TABLE' | 'ORDER_EVENTS_TOPIC_ARN', string>>,
): Omit<Parameters<typeof createBulkItem>[0], 'onUnnoted'> => {
  const tables = createDocumentClient(TWO_ATTEMPTS);
  const redrive = createRedriveDependencies(env);
  const events = createOrderEvents(new SNSClient(clientSettings(TWO_ATTEMPTS)), env.ORDER_EVENTS_TOPIC_ARN);
  return {
    results: createBulkResults(tables, env.ACTIVITY_TABLE),
    activity: createActivityLog(tables, env.ACTIVITY_TABLE),
    redriveOrder: createRedriveOrder(redrive),
    resendAt: (now) => createResendConfirmation(redrive.orders, events, now),
    executions: redrive.executions,
    mails: createFindTriedMails(tables, env.CONFIRMATIONS_TABLE),
  };
};
