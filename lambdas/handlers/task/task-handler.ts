import type { Context } from 'aws-lambda';
import type * as z from 'zod';
import type { Logger } from '../../runtime/logger.ts';

/** A Lambda function that a task state calls. */
type TaskHandler<Output> = (event: unknown, context: Pick<Context, 'awsRequestId'>) => Promise<Output>;

/** Wraps the work of a task state: checks its input, logs how it ended, and lets errors through for Retry and Catch. */
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
      log.warn('task failed', { error: error instanceof Error ? error.name : String(error) });
      throw error;
    }
  };
