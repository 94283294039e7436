import { createBulkItemDependencies } from '../adapters/bulk-item-dependencies.ts';
import { createBulkItem } from '../core/support/bulk-item.ts';
import { handleBulkItem } from '../handlers/task/bulk-item.ts';
import { readEnv } from '../runtime/env.ts';
import { createLogger } from '../runtime/logger.ts';

const env = readEnv([
  'ACTIVITY_TABLE',
  'ORDERS_TABLE',
  'CONFIRMATIONS_TABLE',
  'ORDER_EVENTS_TOPIC_ARN',
  'STATE_MACHINE_ARN',
  'CANCELLATION_STATE_MACHINE_ARN',
]);
const logger = createLogger({ function: 'support-bulk-item' });
const onUnnoted = (error: unknown): void => logger.error('the outcome of an act could not be noted', error);

/** Task of the states of BulkAction. */
export const handler = handleBulkItem(logger, createBulkItem({ ...createBulkItemDependencies(env), onUnnoted }));
