import { describe, expect, it } from 'vitest';
import { readMailEvent } from '../../../../lambdas/core/confirmation/mail-event.ts';
import { occasionOf, subjectOf } from '../../../../lambdas/core/contract/mail.ts';
import { anOrderId } from '../../../helpers/factories.ts';

const common = {
  orderId: anOrderId(),
  occasion: 'CustomerNeeded-7K3M9QXT2V5H',
  messageId: 'm1',
  mailedAt: '2025-11-03T12:47:45.123Z',
  at: '2025-11-03T12:47:47Z',
};

describe('what SES tells of a mail', () => {
  it.each([
    ['Email Delivered', 'delivered'],
    ['Email Delivery Delayed', 'delayed'],
    ['Email Complaint Received', 'complained'],
    ['Email Rejected', 'rejected'],
  ])('%s: %s', (event, outcome) => {
    expect(readMailEvent({ event, ...common })).toEqual({ ...common, mailedAt: '2025-11-03T12:47:45Z', outcome });
  });

  it.each([
    ['Permanent', 'hard'],
    ['Transient', 'soft'],
    ['Undetermined', 'soft'],
  ])('a bounce that is %s is %s', (bounceType, kind) => {
    const bounce = { event: 'Email Bounced', ...common, bounceType, bounceSubType: 'General' };
    expect(readMailEvent(bounce)).toMatchObject({
      outcome: 'bounced',
      bounce: { kind, type: bounceType, subtype: 'General' },
    });
  });

  it('is read as the bus has it too, without the recipient', () => {
    const { orderId, occasion, messageId, mailedAt, at } = common;
    const event = {
      'detail-type': 'Email Bounced',
      time: at,
      detail: {
        mail: {
          ...{ messageId, timestamp: mailedAt, destination: ['john@example.com'] },
          tags: { orderId: [orderId], occasion: [occasion], 'ses:configuration-set': ['shop'] },
        },
        bounce: {
          ...{ bounceType: 'Permanent', bounceSubType: 'Suppressed' },
          bouncedRecipients: [{ emailAddress: 'john@example.com' }],
        },
      },
    };
    const told = readMailEvent(event);
    expect(told).toEqual(
      readMailEvent({ event: 'Email Bounced', ...common, bounceType: 'Permanent', bounceSubType: 'Suppressed' }),
    );
    expect(JSON.stringify(told)).not.toContain('example.com');
  });

  it.each([
    ['another event', { event: 'Email Sent', ...common }],
    ['no order', { event: 'Email Delivered', ...common, orderId: undefined }],
    ['a bounce without its type', { event: 'Email Bounced', ...common }],
  ])('is refused: %s', (_what, body) => {
    expect(() => readMailEvent(body)).toThrow();
  });
});

describe('an occasion', () => {
  it.each([{ eventType: 'OrderProcessed' }, { eventType: 'CustomerNeeded', questionId: '7K3M9QXT2V5H' }] as const)(
    'names what its mail is about, as SES takes a tag: %o',
    (subject) => {
      expect(occasionOf(subject)).toMatch(/^[\w-]+$/);
      expect(subjectOf(occasionOf(subject))).toEqual(subject);
    },
  );

  it.each(['', 'OrderLost', 'OrderProcessed-', 'CustomerNeeded-7K3M9QXT2V5H-1'])('is not %j', (text) => {
    expect(subjectOf(text)).toBeUndefined();
  });
});
