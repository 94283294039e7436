import { join } from 'node:path';
import { SESv2Client } from '@aws-sdk/client-sesv2';
import { createAnnouncedOrders } from './adapters/announced-orders-dynamodb.ts';
import { clientSettings, ONE_PATIENT_ATTEMPT, TWO_ATTEMPTS } from './adapters/client-settings.ts';
import { createComposeConfirmation } from './adapters/confirmation-templates-eta.ts';
import { createConfirmations } from './adapters/confirmations-dynamodb.ts';
import { createDocumentClient } from './adapters/document-client.ts';
import { createMailer } from './adapters/mailer-ses.ts';
import { readMailSettings } from './core/confirmation/mail-settings.ts';
import { createSendConfirmation } from './core/confirmation/send-confirmation.ts';
import { handleConfirmations } from './handlers/queue/send-email.ts';
import { readEnv } from './runtime/env.ts';
import { createLogger } from './runtime/logger.ts';

const ofMails = ['SENDER_ADDRESS', 'CONFIGURATION_SET', 'SITE_URL', 'SHOP_SETTINGS', 'CANCELLATION_MINUTES'] as const;
const env = readEnv(['ORDERS_TABLE', 'CONFIRMATIONS_TABLE', ...ofMails]);
const { content, envelope } = readMailSettings(env);
const tables = createDocumentClient(TWO_ATTEMPTS);

/** Consumer of the e-mail queue; the build puts the templates beside the bundle as they are beside this file. */
export const handler = handleConfirmations(
  createLogger({ function: 'send-email' }),
  createSendConfirmation({
    confirmations: createConfirmations(tables, env.CONFIRMATIONS_TABLE),
    orders: createAnnouncedOrders(tables, env.ORDERS_TABLE),
    compose: createComposeConfirmation(join(import.meta.dirname, 'emails'), content),
    mailer: createMailer(new SESv2Client(clientSettings(ONE_PATIENT_ATTEMPT)), envelope),
    now: () => new Date(),
  }),
);
