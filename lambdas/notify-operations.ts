import { SFNClient } from '@aws-sdk/client-sfn';
import { SNSClient } from '@aws-sdk/client-sns';
import { clientSettings, TWO_ATTEMPTS } from './adapters/client-settings.ts';
import { createDocumentClient } from './adapters/document-client.ts';
import { createExecutionReaders } from './adapters/execution-reader-sfn.ts';
import { createFailureNotes } from './adapters/failures-dynamodb.ts';
import { createOperations } from './adapters/operations-sns.ts';
import { createNoteEnding } from './core/support/note-ending.ts';
import { createNotifyOperations } from './core/support/notify-operations.ts';
import { createOnExecutionChanged } from './core/support/on-execution-changed.ts';
import { handleExecutionChanged } from './handlers/event/notify-operations.ts';
import { readEnv } from './runtime/env.ts';
import { createLogger } from './runtime/logger.ts';

const machines = ['STATE_MACHINE_ARN', 'CANCELLATION_STATE_MACHINE_ARN'] as const;
const env = readEnv([...machines, 'OPERATIONS_TOPIC_ARN', 'SITE_URL', 'FAILURES_TABLE']);
const executions = createExecutionReaders(new SFNClient(clientSettings(TWO_ATTEMPTS)), env);
const executionsOf = (stateMachineArn: string | undefined) =>
  stateMachineArn === env.CANCELLATION_STATE_MACHINE_ARN ? executions.OrderCancellation : executions.OrderProcessing;
const operations = createOperations(new SNSClient(clientSettings(TWO_ATTEMPTS)), env.OPERATIONS_TOPIC_ARN);
const noteEnding = createNoteEnding(createFailureNotes(createDocumentClient(TWO_ATTEMPTS), env.FAILURES_TABLE));
const notify = createNotifyOperations(operations, env.SITE_URL);

/** Target of the rule on executions that failed, timed out or were aborted, were redriven or started afresh. */
export const handler = handleExecutionChanged(
  createLogger({ function: 'notify-operations' }),
  createOnExecutionChanged(executionsOf, noteEnding, notify),
);
