import type { Context, SQSBatchResponse } from 'aws-lambda';
import * as z from 'zod';
import { readMailEvent } from '../../core/confirmation/mail-event.ts';
import type { MailOutcomes } from '../../core/confirmation/ports.ts';
import type { Logger } from '../../runtime/logger.ts';
import { handleBatch } from './batch.ts';

/** What an event source mapping hands to a function. */
const sourceSchema = z.object({ Records: z.unknown() });

/** Consumer of what SES tells of mails: notes it on each mail. What fails goes back to the queue by itself. */
export const handleMailEvents =
  (logger: Logger, outcomes: MailOutcomes) =>
  (event: unknown, context: Pick<Context, 'awsRequestId'>): Promise<SQSBatchResponse> => {
    const log = logger.with({ requestId: context.awsRequestId });
    return handleBatch(sourceSchema.parse(event).Records, log, async ({ messageId, body }) => {
      const told = readMailEvent(JSON.parse(body));
      const noted = await outcomes.note(told);
      const { orderId, occasion, outcome } = told;
      log.info('outcome of a mail handled', { messageId, orderId, occasion, outcome, noted });
    });
  };
