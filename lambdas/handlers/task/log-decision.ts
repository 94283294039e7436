import type { OnDecided } from '../../core/order/persist-order.ts';
import { minutesBetween } from '../../core/shared/timestamp.ts';
import type { Logger } from '../../runtime/logger.ts';

/** Says what became of an order and how long that took, once an order: the business metrics are counted from this line. */
export const logDecision =
  (logger: Logger): OnDecided =>
  ({ orderId, status, timestamp, processedAt }, unanswered) =>
    logger.info('order decided', {
      orderId,
      status,
      minutesSinceAccepted: minutesBetween(timestamp, processedAt),
      ...(unanswered && { unanswered }),
    });
