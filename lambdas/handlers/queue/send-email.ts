import { setTimeout as sleep } from 'node:timers/promises';
import type { Context, SQSBatchResponse } from 'aws-lambda';
import * as z from 'zod';
import { confirmationRequestSchema } from '../../core/confirmation/confirmation-request.ts';
import type { createSendConfirmation } from '../../core/confirmation/send-confirmation.ts';
import type { Patience } from '../../core/shared/back-off.ts';
import { UnreadableItem } from '../../core/shared/unreadable-item.ts';
import type { Logger } from '../../runtime/logger.ts';
import { reportUnreadable } from '../report-unreadable.ts';
import { inTurn } from './in-turn.ts';

/** What an event source mapping hands to a function. */
const eventSchema = z.object({
  Records: z.array(z.object({ messageId: z.string().min(1), body: z.string() })).min(1),
});

type SourceContext = Pick<Context, 'awsRequestId' | 'getRemainingTimeInMillis'>;

/** What one mail may take at its slowest, with no call tried again: 4 s to claim, 4 s to look the order up, 11 s for SES, 4 s to
 * note it. One that is begun later could be cut off by the function's timeout, and then nobody would know whether it went out. */
const SLOWEST_MAIL_MS = 24_000;

/** After this the next mail no longer waits for the one before. The tenth of a batch, behind nine slow ones, is begun after 4.5 s of
 * the function's 30: no message spends a receive on having waited for others. */
const SLOW_MAIL_MS = 500;

/** Consumer of the e-mail queue. One mail after the other as long as they are quick, so that an environment's rate is what SES
 * takes; what fails goes back to the queue by itself.
 * https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html */
export const handleConfirmations =
  (logger: Logger, sendConfirmation: ReturnType<typeof createSendConfirmation>) =>
  async (event: unknown, context: SourceContext): Promise<SQSBatchResponse> => {
    const log = logger.with({ requestId: context.awsRequestId });
    const remainingMs = (): number => context.getRemainingTimeInMillis();
    const patience: Patience = { remainingMs, sleep: (ms) => sleep(ms), random: Math.random };

    const handle = async (messageId: string, body: string): Promise<void> => {
      if (remainingMs() < SLOWEST_MAIL_MS) throw new Error('no time left to send it safely');
      const request = confirmationRequestSchema.parse(JSON.parse(body));
      const { orderId, eventType } = request;
      const outcome = await sendConfirmation(request, patience);
      if (outcome === 'refused') log.warn('confirmation can never be sent', { messageId, orderId, eventType });
      else log.info('confirmation handled', { messageId, orderId, eventType, outcome });
    };

    const failures = await inTurn(eventSchema.parse(event).Records, SLOW_MAIL_MS, async ({ messageId, body }) => {
      try {
        await handle(messageId, body);
        return [];
      } catch (error) {
        if (error instanceof UnreadableItem) reportUnreadable(log)(error);
        log.error('confirmation failed and goes back to the queue', error, { messageId });
        return [{ itemIdentifier: messageId }];
      }
    });
    return { batchItemFailures: failures.flat() };
  };
