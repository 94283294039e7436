import { describe, expect, it } from 'vitest';
import type { ConfirmationRequest } from '../../../lambdas/core/confirmation/confirmation-request.ts';
import { handleConfirmations } from '../../../lambdas/handlers/queue/send-email.ts';
import { aContext, anOrderId, memoryLogger } from '../../helpers/factories.ts';

const record = (messageId: string, body: unknown) => ({
  messageId,
  body: typeof body === 'string' ? body : JSON.stringify(body),
  eventSource: 'aws:sqs',
});
const processed = (key: string) => ({ eventType: 'OrderProcessed', orderId: anOrderId(key), email: 'of@the.event' });

const prepare = (send: (request: ConfirmationRequest) => Promise<'sent' | 'already-sent'>) => {
  const logger = memoryLogger();
  return { handler: handleConfirmations({ ...logger, with: () => logger }, send), logger };
};

describe('a batch of confirmations', () => {
  it('returns what failed, and only that', async () => {
    const { handler, logger } = prepare(async ({ orderId }) => {
      if (orderId === anOrderId('bad')) throw new Error('SES said no');
      return 'sent';
    });
    const event = {
      Records: [
        record('1', processed('good')),
        record('2', processed('bad')),
        record('3', 'no JSON'),
        record('4', { eventType: 'OrderShipped', orderId: anOrderId('other') }),
        record('5', processed('also good')),
      ],
    };
    expect(await handler(event, aContext())).toEqual({
      batchItemFailures: [{ itemIdentifier: '2' }, { itemIdentifier: '3' }, { itemIdentifier: '4' }],
    });
    expect(JSON.stringify(logger.lines)).not.toContain('of@the.event');
  });

  it('sends one mail after the other', async () => {
    let underWay = 0;
    let most = 0;
    const { handler } = prepare(async () => {
      underWay += 1;
      most = Math.max(most, underWay);
      await new Promise(setImmediate);
      underWay -= 1;
      return 'sent';
    });
    await handler({ Records: ['1', '2', '3'].map((id) => record(id, processed(id))) }, aContext());
    expect(most).toBe(1);
  });

  it('begins no mail that the function’s timeout could cut off', async () => {
    const sent: string[] = [];
    const { handler } = prepare(async ({ orderId }) => {
      sent.push(orderId);
      return 'sent';
    });
    const answer = await handler({ Records: [record('1', processed('late'))] }, aContext(19_000));
    expect(answer).toEqual({ batchItemFailures: [{ itemIdentifier: '1' }] });
    expect(sent).toEqual([]);
  });
});
