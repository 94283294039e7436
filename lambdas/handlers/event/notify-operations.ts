import type { Context } from 'aws-lambda';
import * as z from 'zod';
import { executionStatusSchema } from '../../core/contract/failure.ts';
import { loggableError } from '../../core/shared/loggable.ts';
import type { createOnExecutionChanged } from '../../core/support/on-execution-changed.ts';
import type { Logger } from '../../runtime/logger.ts';

/** https://docs.aws.amazon.com/step-functions/latest/dg/eventbridge-integration.html */
const eventSchema = z.object({
  id: z.string(),
  detail: z.object({
    name: z.string().min(1).max(80),
    status: executionStatusSchema,
    stateMachineArn: z.string().optional(),
    redriveCount: z.int().min(0).optional(),
  }),
});

/** Target of the rule on executions that ended badly, were redriven or started afresh; a failure goes back to Lambda, which tries
 * again. */
export const handleExecutionChanged =
  (logger: Logger, onExecutionChanged: ReturnType<typeof createOnExecutionChanged>) =>
  async (event: unknown, context: Pick<Context, 'awsRequestId'>): Promise<void> => {
    const { id: eventId, detail } = eventSchema.parse(event);
    const { redriveCount = 0 } = detail;
    const { orderId, state } = await onExecutionChanged({ ...detail, redriveCount }).catch((error: unknown) => {
      throw loggableError(error);
    });
    logger.info('execution noted', {
      requestId: context.awsRequestId,
      eventId,
      orderId,
      execution: detail.name,
      status: detail.status,
      state,
    });
  };
