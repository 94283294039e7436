import { SESv2Client } from '@aws-sdk/client-sesv2';
import type { Envelope } from '../core/confirmation/mail-settings.ts';
import type { createSendConfirmation } from '../core/confirmation/send-confirmation.ts';
import { createAnnouncedOrders } from './announced-orders-dynamodb.ts';
import { clientSettings, ONE_PATIENT_ATTEMPT, TWO_ATTEMPTS } from './client-settings.ts';
import { createConfirmations } from './confirmations-dynamodb.ts';
import { createDocumentClient } from './document-client.ts';
import { createMailer } from './mailer-ses.ts';

/** Where mails and their orders are kept, as the environment says it. */
interface SendEnvironment {
  ORDERS_TABLE: string;
  CONFIRMATIONS_TABLE: string;
}

/** What sending mails needs of the services around it. */
export const createSendDependencies = (
  env: SendEnvironment,
  envelope: Envelope,
): Omit<Parameters<typeof createSendConfirmation>[0], 'compose'> => {
  const tables = createDocumentClient(TWO_ATTEMPTS);
  return {
    confirmations: createConfirmations(tables, env.CONFIRMATIONS_TABLE),
    orders: createAnnouncedOrders(tables, env.ORDERS_TABLE),
    mailer: createMailer(new SESv2Client(clientSettings(ONE_PATIENT_ATTEMPT)), envelope),
    now: () => new Date(),
  };
};
