import { join } from 'node:path';
import { TWO_ATTEMPTS } from '../adapters/client-settings.ts';
import { createWriteMail } from '../adapters/confirmation-templates-eta.ts';
import { createDocumentClient } from '../adapters/document-client.ts';
import { createMailedOrders } from '../adapters/mailed-orders-dynamodb.ts';
import { readMailContent, senderOf } from '../core/confirmation/mail-settings.ts';
import { createShowMail } from '../core/support/show-mail.ts';
import { apiHandler } from '../handlers/http/api-handler.ts';
import { respondToShowMail } from '../handlers/http/support/show-mail.ts';
import { reportUnreadable } from '../handlers/report-unreadable.ts';
import { readEnv } from '../runtime/env.ts';
import { createLogger } from '../runtime/logger.ts';

const ofMails = ['SENDER_ADDRESS', 'SITE_URL', 'SHOP_SETTINGS', 'CANCELLATION_MINUTES'] as const;
const env = readEnv(['ORDERS_TABLE', 'CONFIRMATIONS_TABLE', ...ofMails]);
const logger = createLogger({ function: 'support-show-mail' });
const tables = { orders: env.ORDERS_TABLE, confirmations: env.CONFIRMATIONS_TABLE };
const orders = createMailedOrders(createDocumentClient(TWO_ATTEMPTS), tables, reportUnreadable(logger));
const write = createWriteMail(join(import.meta.dirname, 'emails'), readMailContent(env));
const from = env.SENDER_ADDRESS === 'none' ? undefined : senderOf(env.SENDER_ADDRESS);

/** GET /api/support/orders/{orderId}/mails/{occasion}. */
export const handler = apiHandler(logger, {
  'GET /support/orders/{orderId}/mails/{occasion}': {
    respond: respondToShowMail(createShowMail({ orders, write, from })),
  },
});
