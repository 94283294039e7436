import { bulkTaskSchema } from '../../core/contract/bulk.ts';
import type { createBulkItem } from '../../core/support/bulk-item.ts';
import type { Logger } from '../../runtime/logger.ts';
import { taskHandler } from './task-handler.ts';

/** Task of the states of BulkAction. */
export const handleBulkItem = (logger: Logger, bulkItem: ReturnType<typeof createBulkItem>) =>
  taskHandler(logger, bulkTaskSchema, ({ item }) => item.orderId, bulkItem);
