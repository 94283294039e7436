import type { Context } from 'aws-lambda';
import * as z from 'zod';
import { loggableError } from '../../core/shared/loggable.ts';
import type { createNotifyOperations } from '../../core/support/notify-operations.ts';
import type { Logger } from '../../runtime/logger.ts';

/** https://docs.aws.amazon.com/step-functions/latest/dg/eventbridge-integration.html */
const eventSchema = z.object({
  id: z.string(),
  detail: z.object({
    name: z.string().min(1).max(80),
    status: z.enum(['FAILED', 'TIMED_OUT', 'ABORTED']),
    stateMachineArn: z.string().optional(),
  }),
});

/** Target of the rule on executions that ended badly; a failure goes back to Lambda, which tries again. */
export const handleExecutionEnded =
  (logger: Logger, notifyOperations: ReturnType<typeof createNotifyOperations>) =>
  async (event: unknown, context: Pick<Context, 'awsRequestId'>): Promise<void> => {
    const { id: eventId, detail } = eventSchema.parse(event);
    const { orderId, state } = await notifyOperations(detail).catch((error: unknown) => {
      throw loggableError(error);
    });
    logger.info('operations alerted', {
      requestId: context.awsRequestId,
      eventId,
      orderId,
      execution: detail.name,
      status: detail.status,
      state,
    });
  };
