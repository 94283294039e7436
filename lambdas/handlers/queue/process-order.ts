import { setTimeout as sleep } from 'node:timers/promises';
import type { Context, SQSBatchResponse } from 'aws-lambda';
import { orderMessageSchema } from '../../core/order/messages.ts';
import type { createProcessOrder } from '../../core/order/process-order.ts';
import type { Patience } from '../../core/shared/back-off.ts';
import type { Logger } from '../../runtime/logger.ts';
import { handleBatch } from './batch.ts';

type PipeContext = Pick<Context, 'awsRequestId' | 'getRemainingTimeInMillis'>;

/** The target of the pipe: starts the workflow of each order of a batch; what fails goes back to the queue by itself. */
export const handleOrderBatch =
  (logger: Logger, processOrder: ReturnType<typeof createProcessOrder>) =>
  (event: unknown, context: PipeContext): Promise<SQSBatchResponse> => {
    const log = logger.with({ requestId: context.awsRequestId });
    const patience: Patience = {
      remainingMs: () => context.getRemainingTimeInMillis(),
      sleep: (ms) => sleep(ms),
      random: Math.random,
    };
    return handleBatch(event, log, async ({ messageId, body }) => {
      const message = orderMessageSchema.parse(JSON.parse(body));
      const processing = await processOrder(message, patience);
      log.info('order taken from the queue', { messageId, orderId: message.orderId, processing });
    });
  };
