import { decidedRecordSchema } from '../../core/contract/order.ts';
import type { createPublishConfirmation } from '../../core/order/publish-confirmation.ts';
import type { Logger } from '../../runtime/logger.ts';
import { taskHandler } from './task-handler.ts';

/** Task of the states PublishConfirmation and PublishRejection. */
export const handlePublishConfirmation = (
  logger: Logger,
  publishConfirmation: ReturnType<typeof createPublishConfirmation>,
) => taskHandler(logger, decidedRecordSchema, ({ orderId }) => orderId, publishConfirmation);
