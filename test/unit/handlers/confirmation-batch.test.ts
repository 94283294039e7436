import { afterEach, describe, expect, it, vi } from 'vitest';
import type { ConfirmationRequest } from '../../../lambdas/core/confirmation/confirmation-request.ts';
import { handleConfirmations } from '../../../lambdas/handlers/queue/send-email.ts';
import { aContext, anOrderId, memoryLogger } from '../../helpers/factories.ts';

const sleep = (ms: number): Promise<void> => new Promise((wake) => setTimeout(wake, ms));
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

/** Ten messages whose mails each take `takesMs`, and when each was begun, in milliseconds from the start. */
const sendTen = (takesMs: (at: number) => number) => {
  const startedAt = Date.now();
  const begun: number[] = [];
  const [inFlight, most] = [new Set<string>(), { count: 0 }];
  const { handler } = prepare(async ({ orderId }) => {
    const at = begun.push(Date.now() - startedAt) - 1;
    inFlight.add(orderId);
    most.count = Math.max(most.count, inFlight.size);
    await sleep(takesMs(at));
    inFlight.delete(orderId);
    if (at === 0 && takesMs(0) > 10_000) throw new Error('SES hung');
    return 'sent';
  });
  const ids = Array.from({ length: 10 }, (_, at) => String(at));
  const context = { ...aContext(), getRemainingTimeInMillis: () => 30_000 - (Date.now() - startedAt) };
  return { begun, most, handled: handler({ Records: ids.map((id) => record(id, processed(id))) }, context) };
};

describe('a slow mail', () => {
  afterEach(() => {
    vi.useRealTimers();
  });

  it('holds up none of its batch for longer than half a second, and goes back alone', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'] });
    const { begun, most, handled } = sendTen((at) => (at === 0 ? 19_000 : 100));
    await vi.advanceTimersByTimeAsync(1_400);
    expect(begun).toEqual([0, 500, 600, 700, 800, 900, 1000, 1100, 1200, 1300]);
    expect(most.count).toBe(2);
    await vi.advanceTimersByTimeAsync(17_600);
    expect(await handled).toEqual({ batchItemFailures: [{ itemIdentifier: '0' }] });
  });

  it('has its time before the function’s timeout, be it the tenth behind nine slow ones', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'] });
    const startedAt = Date.now();
    const { begun, most, handled } = sendTen((at) => (at === 0 ? 9_999 : 20_000));
    await vi.advanceTimersByTimeAsync(24_500);
    expect(await handled).toEqual({ batchItemFailures: [] });
    expect(begun.at(-1)).toBe(4_500);
    expect(most.count).toBe(10);
    expect(Date.now() - startedAt).toBeLessThan(30_000);
  });
});
