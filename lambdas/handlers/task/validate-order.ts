import { orderSchema } from '../../core/contract/order.ts';
import type { createValidateOrder } from '../../core/order/validate-order.ts';
import type { Logger } from '../../runtime/logger.ts';
import { taskHandler } from './task-handler.ts';

/** Task of the state ValidateOrder. */
export const handleValidateOrder = (logger: Logger, validateOrder: ReturnType<typeof createValidateOrder>) =>
  taskHandler(logger, orderSchema, ({ orderId }) => orderId, validateOrder);
