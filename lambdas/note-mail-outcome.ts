import { TWO_ATTEMPTS } from './adapters/client-settings.ts';
import { createDocumentClient } from './adapters/document-client.ts';
import { createMailOutcomes } from './adapters/mail-outcomes-dynamodb.ts';
import { handleMailEvents } from './handlers/queue/note-mail-outcome.ts';
import { readEnv } from './runtime/env.ts';
import { createLogger } from './runtime/logger.ts';

const env = readEnv(['CONFIRMATIONS_TABLE']);

/** Consumer of the queue of SES's events. */
export const handler = handleMailEvents(
  createLogger({ function: 'note-mail-outcome' }),
  createMailOutcomes(createDocumentClient(TWO_ATTEMPTS), env.CONFIRMATIONS_TABLE),
);
