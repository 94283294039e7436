import { SFNClient } from '@aws-sdk/client-sfn';
import { SNSClient } from '@aws-sdk/client-sns';
import { clientSettings, TWO_ATTEMPTS } from './adapters/client-settings.ts';
import { createExecutionReaders } from './adapters/execution-reader-sfn.ts';
import { createOperations } from './adapters/operations-sns.ts';
import { createNotifyOperations } from './core/support/notify-operations.ts';
import { handleExecutionEnded } from './handlers/event/notify-operations.ts';
import { readEnv } from './runtime/env.ts';
import { createLogger } from './runtime/logger.ts';

const env = readEnv(['STATE_MACHINE_ARN', 'CANCELLATION_STATE_MACHINE_ARN', 'OPERATIONS_TOPIC_ARN', 'SITE_URL']);
const executions = createExecutionReaders(new SFNClient(clientSettings(TWO_ATTEMPTS)), env);
const executionsOf = (stateMachineArn: string | undefined) =>
  stateMachineArn === env.CANCELLATION_STATE_MACHINE_ARN ? executions.OrderCancellation : executions.OrderProcessing;
const operations = createOperations(new SNSClient(clientSettings(TWO_ATTEMPTS)), env.OPERATIONS_TOPIC_ARN);

/** Target of the rule on executions that failed, timed out or were aborted. */
export const handler = handleExecutionEnded(
  createLogger({ function: 'notify-operations' }),
  createNotifyOperations(executionsOf, operations, env.SITE_URL),
);
