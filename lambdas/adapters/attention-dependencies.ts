import { SFNClient } from '@aws-sdk/client-sfn';
import { SQSClient } from '@aws-sdk/client-sqs';
import { MAX_MAIL_TROUBLES } from '../core/contract/attention.ts';
import type { ReportUnreadable } from '../core/shared/unreadable-item.ts';
import { MAX_ITEMS } from '../core/support/attention-source.ts';
import { createMailTroubles } from '../core/support/mail-troubles.ts';
import { clientSettings, TWO_ATTEMPTS } from './client-settings.ts';
import { createDocumentClient } from './document-client.ts';
import { createExecutionReaders } from './execution-reader-sfn.ts';
import { createFailureIndex } from './failures-dynamodb.ts';
import { createMailSearch } from './mail-search-dynamodb.ts';
import { createOrderCounter } from './order-counter-dynamodb.ts';
import { createOrderSearch } from './order-search-dynamodb.ts';
import { createCountWaitingMails } from './waiting-mails-sqs.ts';

/** What finding orders and mails goes by. */
export const ATTENTION_VARIABLES = [
  ...(['ORDERS_TABLE', 'ORDERS_BY_EMAIL_INDEX', 'ORDERS_BY_STATUS_INDEX'] as const),
  ...(['CONFIRMATIONS_TABLE', 'CONFIRMATIONS_BY_TROUBLE_INDEX', 'EMAIL_QUEUE_URL'] as const),
  ...(['STATE_MACHINE_ARN', 'CANCELLATION_STATE_MACHINE_ARN'] as const),
  ...(['FAILURES_TABLE', 'FAILURES_BY_LIST_INDEX', 'FAILURES_BY_CAUSE_INDEX'] as const),
] as const;

/** What searching orders, and finding those that need a person, go by. */
export const attentionDependencies = (
  env: Readonly<Record<(typeof ATTENTION_VARIABLES)[number], string>>,
  report: ReportUnreadable,
) => {
  const client = createDocumentClient(TWO_ATTEMPTS);
  const now = () => new Date();
  const search = createOrderSearch(client, {
    tableName: env.ORDERS_TABLE,
    emailIndex: env.ORDERS_BY_EMAIL_INDEX,
    statusIndex: env.ORDERS_BY_STATUS_INDEX,
    report,
  });
  const troubles = {
    search,
    mails: createMailSearch(client, env.CONFIRMATIONS_TABLE, env.CONFIRMATIONS_BY_TROUBLE_INDEX),
    waiting: createCountWaitingMails(new SQSClient(clientSettings(TWO_ATTEMPTS)), env.EMAIL_QUEUE_URL),
    now,
  };
  const index = createFailureIndex(client, {
    tableName: env.FAILURES_TABLE,
    listIndex: env.FAILURES_BY_LIST_INDEX,
    causeIndex: env.FAILURES_BY_CAUSE_INDEX,
    report,
  });
  const executions = createExecutionReaders(new SFNClient(clientSettings(TWO_ATTEMPTS)), env);
  const counter = createOrderCounter(client, env.ORDERS_TABLE, env.ORDERS_BY_STATUS_INDEX);
  const mails = createMailTroubles(troubles, MAX_ITEMS + 1);
  const allMails = createMailTroubles(troubles, MAX_MAIL_TROUBLES + 1);
  return { search, mails, allMails, index, executions, counter, now };
};
