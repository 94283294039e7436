import { SFNClient } from '@aws-sdk/client-sfn';
import { SQSClient } from '@aws-sdk/client-sqs';
import { clientSettings, TWO_ATTEMPTS } from '../adapters/client-settings.ts';
import { createDocumentClient } from '../adapters/document-client.ts';
import { createExecutionReaders } from '../adapters/execution-reader-sfn.ts';
import { createMailSearch } from '../adapters/mail-search-dynamodb.ts';
import { createOrderSearch } from '../adapters/order-search-dynamodb.ts';
import { createCountWaitingMails } from '../adapters/waiting-mails-sqs.ts';
import { createNeedsAttention } from '../core/support/needs-attention.ts';
import { createSearchOrders } from '../core/support/search-orders.ts';
import { apiHandler } from '../handlers/http/api-handler.ts';
import { searchRoutes } from '../handlers/http/support/search-orders.ts';
import { reportUnreadable } from '../handlers/report-unreadable.ts';
import { readEnv } from '../runtime/env.ts';
import { createLogger } from '../runtime/logger.ts';

const indexes = ['ORDERS_BY_EMAIL_INDEX', 'ORDERS_BY_STATUS_INDEX', 'CONFIRMATIONS_BY_TROUBLE_INDEX'] as const;
const tables = ['ORDERS_TABLE', 'CONFIRMATIONS_TABLE'] as const;
const env = readEnv([...tables, ...indexes, 'EMAIL_QUEUE_URL', 'STATE_MACHINE_ARN', 'CANCELLATION_STATE_MACHINE_ARN']);
const logger = createLogger({ function: 'support-search-orders' });
const settings = clientSettings(TWO_ATTEMPTS);
const client = createDocumentClient(TWO_ATTEMPTS);
const [tableName, emailIndex, statusIndex] = [env.ORDERS_TABLE, env.ORDERS_BY_EMAIL_INDEX, env.ORDERS_BY_STATUS_INDEX];
const search = createOrderSearch(client, { tableName, emailIndex, statusIndex, report: reportUnreadable(logger) });
const mails = createMailSearch(client, env.CONFIRMATIONS_TABLE, env.CONFIRMATIONS_BY_TROUBLE_INDEX);
const waiting = createCountWaitingMails(new SQSClient(settings), env.EMAIL_QUEUE_URL);
const now = () => new Date();
const needs = createNeedsAttention(
  { search, mails, waiting, now },
  createExecutionReaders(new SFNClient(settings), env),
);

/** GET /api/support/orders and POST /api/support/orders/search. */
export const handler = apiHandler(logger, searchRoutes(createSearchOrders(search, now), needs));
