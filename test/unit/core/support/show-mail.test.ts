import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createWriteMail } from '../../../../lambdas/adapters/confirmation-templates-eta.ts';
import { ERASED_DOMAIN } from '../../../../lambdas/core/contract/erased.ts';
import { type Mail, occasionOf } from '../../../../lambdas/core/contract/mail.ts';
import type { OrderRecord } from '../../../../lambdas/core/contract/order.ts';
import { shownMailSchema } from '../../../../lambdas/core/contract/shown-mail.ts';
import { createShowMail } from '../../../../lambdas/core/support/show-mail.ts';
import { mailedRecords, shopSettings } from '../../../helpers/mailed-records.ts';

const folder = join(import.meta.dirname, '../../../../lambdas/emails');
const siteUrl = 'https://shop.example/';
const write = createWriteMail(folder, { shop: shopSettings, siteUrl, cancellationMinutes: 60 });
const { processed, rejected, cancelled, question, review } = mailedRecords;

const subject = {
  OrderProcessed: { eventType: 'OrderProcessed' },
  OrderRejected: { eventType: 'OrderRejected' },
  OrderCancelled: { eventType: 'OrderCancelled' },
  CustomerNeeded: { eventType: 'CustomerNeeded', questionId: question.question.id },
  OrderUnderReview: { eventType: 'OrderUnderReview', questionId: review.question.id },
} as const;

const mailOf = (kind: keyof typeof subject, more: Partial<Mail> = {}): Mail => ({
  ...{ occasion: occasionOf(subject[kind]), ...subject[kind] },
  ...{ outcome: 'sent', sentAt: '2025-11-03T12:47:47Z', to: 'john@example.com' },
  ...more,
});

const show = (record: OrderRecord, mail: Mail, from: string | undefined = 'Corner Desk <shop@example.com>') =>
  createShowMail({ orders: { find: async () => ({ record, mails: [mail] }) }, write, from })(
    record.orderId,
    mail.occasion,
  );

describe('a mail that is shown to support', () => {
  it.each([
    ['OrderProcessed', processed, 'is processed'],
    ['OrderRejected', rejected, 'is rejected'],
    ['OrderCancelled', cancelled, 'is cancelled'],
    ['CustomerNeeded', question, 'waits for your answer'],
    ['OrderUnderReview', review, 'is being reviewed'],
  ] as const)('is what its reader got, while the order stands so: %s', async (kind, record, words) => {
    const shown = shownMailSchema.parse(await show(record, mailOf(kind)));
    expect(shown).toMatchObject({
      recordChanged: false,
      to: 'john@example.com',
      from: expect.stringMatching(/^Corner/),
    });
    expect(shown.subject).toBe(`Your order ${record.orderId} ${words}`);
    expect({ html: shown.html, text: shown.text }).toEqual({ html: write(record).html, text: write(record).text });
  });

  it('is put together from what the record has kept, and says so, once the order stands otherwise', async () => {
    const of = async (record: OrderRecord, kind: keyof typeof subject) =>
      shownMailSchema.parse(await show(record, mailOf(kind)));
    const before = await of(cancelled, 'OrderProcessed');
    expect(before).toMatchObject({ recordChanged: true, html: write(processed).html });
    const answer = { kind: 'accepted' as const, at: '2025-11-03T13:00:00Z', by: 'customer' as const };
    const answered = { ...processed, question: { ...question.question, answer } };
    expect(await of(answered, 'CustomerNeeded')).toMatchObject({ recordChanged: true, html: write(question).html });
    const missed = { ...rejected, question: review.question };
    expect((await of(missed, 'OrderUnderReview')).subject).toMatch(/is being reviewed$/);
  });

  it('says when it was sent before where it was sent again, of a third time as far as that is known', async () => {
    const twice = { times: 2, firstSentAt: '2025-11-03T12:47:47Z', sentAt: '2025-11-04T09:00:00Z' };
    const second = shownMailSchema.parse(await show(processed, mailOf('OrderProcessed', twice)));
    expect(second.subject).toMatch(/again/i);
    expect(second).toMatchObject({ recordChanged: false, text: write(processed, twice.firstSentAt).text });
    const third = await show(processed, mailOf('OrderProcessed', { ...twice, times: 3 }));
    expect(third).toMatchObject({ recordChanged: true });
  });

  it('is shown too where it never went out, as to an address that takes none', async () => {
    const never = mailOf('OrderProcessed', { outcome: 'refused', sentAt: undefined, to: undefined });
    const shown = await show({ ...processed, email: 'jöhn@example.com' }, never);
    expect(shown).toMatchObject({ to: 'jöhn@example.com', subject: write(processed).subject });
    expect(shown).not.toHaveProperty('sentAt');
  });

  it('has no sender where the shop sends none any more', async () => {
    const orders = { find: async () => ({ record: processed, mails: [mailOf('OrderProcessed')] }) };
    const shown = await createShowMail({ orders, write, from: undefined })(processed.orderId, 'OrderProcessed');
    expect(shown).not.toHaveProperty('from');
  });
});

describe('a mail that cannot be shown', () => {
  it('is none of this order, or of none', async () => {
    const orders = (found: boolean) => ({ find: async () => (found ? { record: processed, mails: [] } : undefined) });
    const ask = (found: boolean, id: string) =>
      createShowMail({ orders: orders(found), write, from: 'x' })(id, 'OrderProcessed');
    expect(await ask(true, processed.orderId)).toBe('mail-not-found');
    expect(await ask(false, processed.orderId)).toBe('order-not-found');
    expect(await ask(true, 'nonsense')).toBe('order-not-found');
  });

  it('told of a question upon which another one followed', async () => {
    const other = { ...question.question, id: 'ZZZZZZZZZZZZ' };
    expect(await show({ ...question, question: other }, mailOf('CustomerNeeded'))).toBe('mail-overtaken');
  });

  it('was for a person who is erased', async () => {
    expect(await show({ ...processed, email: `erased-1@${ERASED_DOMAIN}` }, mailOf('OrderProcessed'))).toBe(
      'order-erased',
    );
  });
});
