import { describe, expect, it } from 'vitest';
import type { Mail, MailOutcome } from '../../../../lambdas/core/contract/mail.ts';
import { resentOutcome } from '../../../../site/src/stores/support/resent-outcome.ts';

const mail = (outcome: MailOutcome, more: Partial<Mail> = {}): Mail => ({
  ...{ occasion: 'OrderProcessed', eventType: 'OrderProcessed', outcome, sentAt: '2025-11-03T12:48:00Z' },
  ...more,
});
const again = { sentAt: '2025-11-03T13:00:00Z', firstSentAt: '2025-11-03T12:48:00Z', times: 2 };

describe('what became of a mail that support sends again', () => {
  it('is not told by what is known of the time before', () => {
    const before = mail('delivered');
    expect(resentOutcome(before, before, true)).toEqual({ text: 'It is on its way.', bad: false });
    expect(resentOutcome(before, before, false)).toMatchObject({
      bad: true,
      text: expect.stringMatching(/not sent yet/),
    });
    expect(resentOutcome(before, undefined, true).bad).toBe(false);
  });

  it.each([
    ['sent', false],
    ['delayed', false],
    ['delivered', false],
    ['bounced', true],
    ['complained', true],
    ['rejected', true],
  ] as const)('is good news only where it may have arrived: %s', (outcome, bad) => {
    expect(resentOutcome(mail('bounced'), mail(outcome, again), true).bad).toBe(bad);
  });

  it('is told where it was sent twice within a second, or is found to be impossible', () => {
    const second = mail('delivered', { ...again, sentAt: mail('sent').sentAt });
    expect(resentOutcome(mail('bounced'), second, true)).toMatchObject({ text: 'It was sent, and delivered.' });
    const never = mail('refused', { sentAt: undefined, outcomeAt: '2025-11-03T13:00:00Z' });
    expect(resentOutcome(mail('pending', { sentAt: undefined }), never, true).bad).toBe(true);
    expect(resentOutcome(never, never, true).bad).toBe(false);
    expect(resentOutcome(never, { ...never, outcomeAt: '2025-11-03T14:00:00Z' }, true).bad).toBe(true);
  });
});
