import { describe, expect, it } from 'vitest';
import type { OrderRecord } from '../../../../lambdas/core/contract/order.ts';
import type { OrderEvent } from '../../../../lambdas/core/order/order-event.ts';
import { createResendConfirmation } from '../../../../lambdas/core/support/resend-confirmation.ts';
import { anAskedRecord } from '../../../helpers/decisions.ts';
import { aProcessedRecord, aRejectedRecord, fixedClock } from '../../../helpers/factories.ts';

/** Wishes for the mail about an order, and what was announced for it. */
const wish = async (record: OrderRecord, occasion?: string) => {
  const announced: OrderEvent[] = [];
  const events = { publish: async (event: OrderEvent) => void announced.push(event) };
  const resend = createResendConfirmation({ get: async () => record }, events, fixedClock());
  return { answer: await resend(record.orderId, { occasion }), announced };
};

const asked = anAskedRecord();
const aboutQuestion = `CustomerNeeded-${asked.question.id}`;
const cancelled = {
  ...aProcessedRecord(),
  ...{ status: 'Cancelled' as const, cancelledAt: '2025-11-03T12:49:00Z', cancelledBy: 'customer' as const },
};

describe('a wish for a mail again', () => {
  it.each([
    ['OrderProcessed', aProcessedRecord()],
    ['OrderRejected', aRejectedRecord()],
    ['OrderCancelled', cancelled],
    [aboutQuestion, asked],
  ] as const)('is for the one that tells how the order stands, named or not: %s', async (occasion, record) => {
    for (const named of [occasion, undefined]) {
      const { answer, announced } = await wish(record, named);
      expect(answer).toMatchObject({ occasion, eventType: occasion.split('-')[0] });
      expect(announced).toMatchObject([{ orderId: record.orderId, resendRequestedAt: '2025-11-03T12:47:44Z' }]);
    }
  });

  it('names the question that the mail is about', async () => {
    expect((await wish(asked)).announced).toMatchObject([{ questionId: asked.question.id }]);
  });

  it.each([
    ['OrderProcessed', cancelled],
    ['OrderCancelled', aProcessedRecord()],
    [aboutQuestion, aProcessedRecord()],
    ['CustomerNeeded-000000000000', asked],
  ] as const)('is refused for one that is overtaken: %s', async (occasion, record) => {
    const { answer, announced } = await wish(record, occasion);
    expect(answer).toBe('mail-overtaken');
    expect(announced).toEqual([]);
  });
});
