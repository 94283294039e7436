import { describe, expect, it } from 'vitest';
import type { Mail } from '../../../lambdas/core/contract/mail.ts';
import type { OrderResponse } from '../../../lambdas/core/contract/order-answers.ts';
import { awaitsMails, expectedMail, mailsOf, mayFail, unreachedOf } from '../../../site/src/stores/mails.ts';
import { asking, cancelled, processed, received, rejected, underReview } from '../../helpers/order-life.ts';

const at = (second: number): string => `2025-11-03T12:48:${String(second).padStart(2, '0')}Z`;
/** Half a minute after the first mail went out. */
const NOW = Date.parse(at(30));
const LATER = NOW + 3_600_000;

const mail = (outcome: Mail['outcome'], more: Partial<Mail> = {}): Mail => ({
  ...{ occasion: 'OrderProcessed', eventType: 'OrderProcessed', outcome, sentAt: at(0), to: 'ada@example.com' },
  ...more,
});
const hard = { kind: 'hard', type: 'Permanent', subtype: 'General' } as const;
const soft = { kind: 'soft', type: 'Transient', subtype: 'MailboxFull' } as const;
const aboutCancellation = { occasion: 'OrderCancelled', eventType: 'OrderCancelled' } as const;

const withMails = (...mails: Mail[]): OrderResponse => ({ ...processed, mails });

describe('the page goes on looking at an order', () => {
  it('while its mail is not sent, or SES has told nothing of it, for a bounded time', () => {
    const open = [
      withMails(),
      withMails(mail('pending', { sentAt: undefined })),
      withMails(mail('sent')),
      withMails(mail('delayed', { outcomeAt: at(2) })),
      withMails(mail('delivered', { outcomeAt: at(29) })),
    ];
    expect(open.map((order) => awaitsMails(order, NOW))).toEqual([true, true, true, true, true]);
    expect(open.map((order) => awaitsMails(order, LATER))).toEqual([false, false, false, false, false]);
    expect(open.map((order) => awaitsMails(order, NOW - 7_200_000))).toEqual([false, false, false, false, false]);
  });

  it('no more once it is known what became of it', () => {
    const ended = [
      withMails(mail('delivered', { outcomeAt: at(1) })),
      withMails(mail('bounced', { outcomeAt: at(29), bounce: hard })),
      withMails(mail('complained', { outcomeAt: at(29) })),
      withMails(mail('rejected', { outcomeAt: at(29) })),
      withMails(mail('refused', { outcomeAt: at(29), sentAt: undefined })),
    ];
    expect(ended.map((order) => awaitsMails(order, NOW))).toEqual([false, false, false, false, false]);
  });

  it('for the mail about a cancellation and about a question too, and for none before anything is to be told', () => {
    const told = { ...cancelled, mails: [mail('delivered', { outcomeAt: at(1) })] };
    const since = Date.parse('2025-11-03T12:50:10Z');
    expect(awaitsMails(told, since)).toBe(true);
    const both = [...told.mails, mail('delivered', { ...aboutCancellation, outcomeAt: '2025-11-03T12:50:00Z' })];
    expect(awaitsMails({ ...told, mails: both }, since)).toBe(false);
    expect(awaitsMails({ ...asking(), mails: [] }, NOW)).toBe(true);
    expect(awaitsMails({ ...underReview, mails: [] }, NOW)).toBe(true);
    expect(awaitsMails(received, NOW)).toBe(false);
    expect(awaitsMails({ orderId: processed.orderId, status: 'Received' }, NOW)).toBe(false);
  });

  it('by what the version before of the API tells, until that one mail is sent or never will be', () => {
    expect(awaitsMails(processed, NOW)).toBe(true);
    expect(awaitsMails({ ...processed, confirmationSentAt: at(1) }, NOW)).toBe(false);
    expect(awaitsMails({ ...processed, confirmationRefusedAt: at(1) }, NOW)).toBe(false);
  });
});

describe('the mails about an order', () => {
  it('are told as before by an API that knows of one alone', () => {
    const sent = { ...processed, confirmationSentAt: at(1), confirmationTo: 'ada@example.com' };
    expect(mailsOf(sent)).toEqual([mail('sent', { sentAt: at(1) })]);
    expect(mailsOf({ ...rejected, confirmationRefusedAt: at(1) } as OrderResponse)).toMatchObject([
      { occasion: 'OrderRejected', outcome: 'refused', outcomeAt: at(1) },
    ]);
    expect(mailsOf(processed)).toEqual([]);
    expect(mailsOf({ orderId: processed.orderId, status: 'Received' })).toEqual([]);
  });

  it('lack the one that is still to come', () => {
    expect(expectedMail(withMails())).toMatchObject({ occasion: 'OrderProcessed', outcome: 'pending' });
    expect(expectedMail(withMails(mail('sent')))).toBeUndefined();
    expect(expectedMail({ ...cancelled, mails: [mail('sent')] })).toMatchObject(aboutCancellation);
    expect(expectedMail(asking())).toMatchObject({ eventType: 'CustomerNeeded', questionId: 'ABCDEF123456' });
    expect(expectedMail(received)).toBeUndefined();
  });
});

describe('a customer is not reached', () => {
  it.each([
    mail('bounced', { outcomeAt: at(2), bounce: hard }),
    mail('complained', { outcomeAt: at(2) }),
    mail('rejected', { outcomeAt: at(2) }),
    mail('refused', { outcomeAt: at(2), sentAt: undefined, to: undefined }),
  ])('after a mail that was $outcome', (failed) => {
    expect(unreachedOf(withMails(failed))).toBe(failed);
  });

  it('is not said where a mail arrived, is on its way, or came back for now only', () => {
    for (const fine of [mail('sent'), mail('pending'), mail('delayed'), mail('delivered', { outcomeAt: at(2) })]) {
      expect(unreachedOf(withMails(fine))).toBeUndefined();
    }
    expect(unreachedOf(withMails(mail('bounced', { outcomeAt: at(2), bounce: soft })))).toBeUndefined();
  });

  it('until another mail arrives, which may fail for the same reason as long as nothing is known of it', () => {
    const failed = mail('bounced', { outcomeAt: at(2), bounce: hard });
    const next = mail('sent', { ...aboutCancellation, sentAt: at(9) });
    const order = { ...cancelled, mails: [failed, next] };
    expect(unreachedOf(order)).toBe(failed);
    expect(mayFail(next, order)).toBe(true);
    expect(mayFail(failed, order)).toBe(false);
    expect(mayFail({ ...next, to: 'other@example.com' }, order)).toBe(false);
    const arrived = { ...next, outcome: 'delivered' as const, outcomeAt: at(10) };
    expect(unreachedOf({ ...cancelled, mails: [failed, arrived] })).toBeUndefined();
  });
});
