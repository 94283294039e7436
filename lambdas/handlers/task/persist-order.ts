import { persistInputSchema } from '../../core/order/messages.ts';
import type { createPersistOrder } from '../../core/order/persist-order.ts';
import type { Logger } from '../../runtime/logger.ts';
import { taskHandler } from './task-handler.ts';

/** Task of the states PersistOrder and RecordRejection. */
export const handlePersistOrder = (logger: Logger, persistOrder: ReturnType<typeof createPersistOrder>) =>
  taskHandler(logger, persistInputSchema, ({ order }) => order.orderId, persistOrder);
