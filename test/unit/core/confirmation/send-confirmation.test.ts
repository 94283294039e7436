import { describe, expect, it } from 'vitest';
import { CLAIM_SECONDS } from '../../../../lambdas/core/confirmation/claim-time.ts';
import { MailOutcomeUnknown } from '../../../../lambdas/core/confirmation/errors.ts';
import type { Claim, Confirmations, Mail } from '../../../../lambdas/core/confirmation/ports.ts';
import { createSendConfirmation } from '../../../../lambdas/core/confirmation/send-confirmation.ts';
import { aProcessedRecord, fixedClock } from '../../../helpers/factories.ts';

const record = aProcessedRecord();
const { orderId } = record;
const request = { eventType: 'OrderProcessed', orderId } as const;
const claimedUntil = new Date(Date.parse('2025-11-03T12:47:44.567Z') + CLAIM_SECONDS * 1000).toISOString();

/** Sends with a store that answers a claim as told, and a mailer and a release that may fail. */
const prepare = (given: { claim?: Claim; refusal?: Error; releaseFails?: boolean } = {}) => {
  const calls: string[] = [];
  const confirmations: Confirmations = {
    claim: async (_request, now, until) => {
      calls.push(`claim ${now} ${until}`);
      return given.claim ?? { outcome: 'claimed', record };
    },
    release: async (id, until) => {
      calls.push(`release ${id} ${until}`);
      if (given.releaseFails) throw new Error('the store is gone');
    },
    noteSent: async (id, sentAt, sentTo) => {
      calls.push(`note ${id} ${sentAt} ${sentTo}`);
    },
  };
  const mail: Mail = { to: 'john@example.com', subject: 's', html: 'h', text: 't' };
  const mailer = {
    send: async () => {
      calls.push('send');
      if (given.refusal) throw given.refusal;
    },
  };
  const send = createSendConfirmation({ confirmations, compose: () => mail, mailer, now: fixedClock() });
  return { send, calls };
};
const claiming = `claim 2025-11-03T12:47:44.567Z ${claimedUntil}`;

describe('sending a confirmation', () => {
  it('claims it, sends it, and notes when and to whom', async () => {
    const { send, calls } = prepare();
    expect(await send(request)).toBe('sent');
    expect(calls).toEqual([claiming, 'send', `note ${orderId} 2025-11-03T12:47:44Z john@example.com`]);
  });

  it('does nothing where it is sent already', async () => {
    const { send, calls } = prepare({ claim: { outcome: 'already-sent' } });
    expect(await send(request)).toBe('already-sent');
    expect(calls).toEqual([claiming]);
  });

  it.each([
    ['claimed-by-another', 'ConfirmationClaimed'],
    ['nothing-to-confirm', 'NothingToConfirm'],
  ] as const)('throws, so that the message comes back, where it is %s', async (outcome, name) => {
    const { send, calls } = prepare({ claim: { outcome } });
    await expect(send(request)).rejects.toMatchObject({ name });
    expect(calls).toEqual([claiming]);
  });

  it('gives the claim back when the mail was refused for certain', async () => {
    const { send, calls } = prepare({ refusal: new Error('refused') });
    await expect(send(request)).rejects.toThrow('refused');
    expect(calls).toEqual([claiming, 'send', `release ${orderId} ${claimedUntil}`]);
  });

  it('keeps the claim when nobody knows whether it went out', async () => {
    const { send, calls } = prepare({ refusal: new MailOutcomeUnknown('lost') });
    await expect(send(request)).rejects.toThrow(MailOutcomeUnknown);
    expect(calls).toEqual([claiming, 'send']);
  });

  it('tells why the mail failed, also when the claim cannot be given back', async () => {
    const { send } = prepare({ refusal: new Error('refused'), releaseFails: true });
    await expect(send(request)).rejects.toThrow('refused');
  });
});
