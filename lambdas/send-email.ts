import { join } from 'node:path';
import { createComposeConfirmation } from './adapters/confirmation-templates-eta.ts';
import { createSendDependencies } from './adapters/send-dependencies.ts';
import { readMailSettings } from './core/confirmation/mail-settings.ts';
import { createSendConfirmation } from './core/confirmation/send-confirmation.ts';
import { handleConfirmations } from './handlers/queue/send-email.ts';
import { readEnv } from './runtime/env.ts';
import { createLogger } from './runtime/logger.ts';

const ofMails = ['SENDER_ADDRESS', 'CONFIGURATION_SET', 'SITE_URL', 'SHOP_SETTINGS', 'CANCELLATION_MINUTES'] as const;
const env = readEnv(['ORDERS_TABLE', 'CONFIRMATIONS_TABLE', ...ofMails]);
const { content, envelope } = readMailSettings(env);

/** Consumer of the e-mail queue; the build puts the templates beside the bundle as they are beside this file. */
export const handler = handleConfirmations(
  createLogger({ function: 'send-email' }),
  createSendConfirmation({
    ...createSendDependencies(env, envelope),
    compose: createComposeConfirmation(join(import.meta.dirname, 'emails'), content),
  }),
);
