import { createMailActDependencies } from '../adapters/mail-act-dependencies.ts';
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
const { activity, orders, events, settlements, now } = createMailActDependencies(env);
const noted = noting(activity, logger);

/** POST /api/support/orders/{orderId}/resend-confirmation, and .../mails/{occasion}/settle: what is done about mails. */
export const handler = apiHandler(logger, {
  'POST /support/orders/{orderId}/resend-confirmation': {
    respond: respondToResend(createResendConfirmation(orders, events, now), noted),
  },
  'POST /support/orders/{orderId}/mails/{occasion}/settle': {
    respond: respondToSettle(createSettleMail({ orders, settlements, now }), noted),
  },
});
