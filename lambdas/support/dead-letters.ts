import { SQSClient } from '@aws-sdk/client-sqs';
import { clientSettings, TWO_ATTEMPTS } from '../adapters/client-settings.ts';
import { createDeadLetterQueues } from '../adapters/dead-letter-queues-sqs.ts';
import { createDeadLetters } from '../core/support/dead-letters.ts';
import { apiHandler } from '../handlers/http/api-handler.ts';
import { deadLetterRoutes } from '../handlers/http/support/dead-letters.ts';
import { readEnv } from '../runtime/env.ts';
import { createLogger } from '../runtime/logger.ts';

const env = readEnv(['DEAD_LETTER_QUEUES']);
const queues = createDeadLetterQueues(new SQSClient(clientSettings(TWO_ATTEMPTS)), env.DEAD_LETTER_QUEUES);

/** Every call of /api/support/dead-letters. */
export const handler = apiHandler(
  createLogger({ function: 'support-dead-letters' }),
  deadLetterRoutes(createDeadLetters(queues, () => new Date())),
);
