import type { Context } from 'aws-lambda';
import type * as z from 'zod';
import { loggableError } from '../../core/shared/loggable.ts';
import { UnreadableItem } from '../../core/shared/unreadable-item.ts';
import type { Logger } from '../../runtime/logger.ts';
import { reportUnreadable } from '../report-unreadable.ts';

/** A Lambda function that a task state calls. */
type TaskHandler<Output> = (event: unknown, context: Pick<Context, 'awsRequestId'>) => Promise<Output>;

/**
 * Wraps the work of a task state: checks its input, logs how it ended, and lets errors through for Retry and Catch, without
 * what others wrote into them.
 */
export const taskHandler =
  <Input, Output>(
    logger: Logger,
    inputSchema: z.ZodType<Input>,
    orderIdOf: (input: Input) => string,
    run: (input: Input) => Promise<Output>,
  ): TaskHandler<Output> =>
  async (event, context) => {
    const input = inputSchema.parse(event);
    const log = logger.with({ requestId: context.awsRequestId, orderId: orderIdOf(input) });
    try {
      const output = await run(input);
      log.info('task succeeded');
      return output;
    } catch (error) {
      if (error instanceof UnreadableItem) reportUnreadable(log)(error);
      log.warn('task failed', { errorName: error instanceof Error ? error.name : typeof error });
      throw loggableError(error);
    }
  };
