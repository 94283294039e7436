import { SNSClient } from '@aws-sdk/client-sns';
import { createActivityLog } from '../adapters/activity-dynamodb.ts';
import { clientSettings, TWO_ATTEMPTS } from '../adapters/client-settings.ts';
import { createDocumentClient } from '../adapters/document-client.ts';
import { createMailSettlements } from '../adapters/mail-settlements-dynamodb.ts';
import { createOrderEvents } from '../adapters/order-events-sns.ts';
import { createOrderStore } from '../adapters/orders-dynamodb.ts';
import { createResendConfirmation } from '../core/support/resend-confirmation.ts';
import { createSettleMail } from '../core/support/settle-mail.ts';
import { apiHandler } from '../handlers/http/api-handler.ts';
import { noting } from '../handlers/http/support/noted.ts';
import { respondToResend } from '../handlers/http/support/resend-confirmation.ts';
import { respondToSettle } from '../handlers/http/support/settle-mail.ts';
import { readEnv } from '../runtime/env.ts';
import { createLogger } from '../runtime/logger.ts';

const env = readEnv(['ACTIVITY_TABLE', 'ORDERS_TABLE', 'CONFIRMATIONS_TABLE', 'ORDER_EVENTS_TOPIC_ARN']);
const logger = createLogger({ function: 'support-resend-confirmation' });
const tables = createDocumentClient(TWO_ATTEMPTS);
const orders = createOrderStore(tables, env.ORDERS_TABLE);
const events = createOrderEvents(new SNSClient(clientSettings(TWO_ATTEMPTS)), env.ORDER_EVENTS_TOPIC_ARN);
const settlements = createMailSettlements(tables, env.CONFIRMATIONS_TABLE);
const noted = noting(createActivityLog(tables, env.ACTIVITY_TABLE), logger);
const now = () => new Date();

/** POST /api/support/orders/{orderId}/resend-confirmation, and .../mails/{occasion}/settle: what is done about mails. */
export const handler = apiHandler(logger, {
  'POST /support/orders/{orderId}/resend-confirmation': {
    respond: respondToResend(createResendConfirmation(orders, events, now), noted),
  },
  'POST /support/orders/{orderId}/mails/{occasion}/settle': {
    respond: respondToSettle(createSettleMail({ orders, settlements, now }), noted),
  },
});
