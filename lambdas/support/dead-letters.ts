import { SQSClient } from '@aws-sdk/client-sqs';
import { createActivityLog } from '../adapters/activity-dynamodb.ts';
import { clientSettings, TWO_ATTEMPTS } from '../adapters/client-settings.ts';
import { createDeadLetterQueues } from '../adapters/dead-letter-queues-sqs.ts';
import { createDocumentClient } from '../adapters/document-client.ts';
import { createDeadLetters } from '../core/support/dead-letters.ts';
import { apiHandler } from '../handlers/http/api-handler.ts';
import { deadLetterRoutes } from '../handlers/http/support/dead-letters.ts';
import { noting } from '../handlers/http/support/noted.ts';
import { readEnv } from '../runtime/env.ts';
import { createLogger } from '../runtime/logger.ts';

const env = readEnv(['ACTIVITY_TABLE', 'DEAD_LETTER_QUEUES']);
const logger = createLogger({ function: 'support-dead-letters' });
const activity = createActivityLog(createDocumentClient(TWO_ATTEMPTS), env.ACTIVITY_TABLE);
const queues = createDeadLetterQueues(new SQSClient(clientSettings(TWO_ATTEMPTS)), env.DEAD_LETTER_QUEUES);

/** Every call of /api/support/dead-letters. */
export const handler = apiHandler(
  logger,
  deadLetterRoutes(
    createDeadLetters(queues, () => new Date()),
    noting(activity, logger),
  ),
);
