import { cancellationInputSchema } from '../../core/order/messages.ts';
import type { createRecordCancellation, OnCancelled } from '../../core/order/record-cancellation.ts';
import type { Logger } from '../../runtime/logger.ts';
import { taskHandler } from './task-handler.ts';

/** Says that an order is cancelled, once an order: the business metrics are counted from this line. */
export const logCancellation =
  (logger: Logger): OnCancelled =>
  ({ orderId }, from) =>
    logger.info('order cancelled', { orderId, from });

/** Task of the state RecordCancellation. */
export const handleRecordCancellation = (
  logger: Logger,
  recordCancellation: ReturnType<typeof createRecordCancellation>,
) => taskHandler(logger, cancellationInputSchema, ({ orderId }) => orderId, recordCancellation);
