import { describe, expect, it } from 'vitest';
import { CLAIM_SECONDS } from '../../../../lambdas/core/confirmation/claim-time.ts';
import { MailOutcomeUnknown, UnusableAddress } from '../../../../lambdas/core/confirmation/errors.ts';
import type {
  AnnouncedOrders,
  Claim,
  Confirmations,
  Mail,
  Mailer,
  Standing,
} from '../../../../lambdas/core/confirmation/ports.ts';
import { createSendConfirmation } from '../../../../lambdas/core/confirmation/send-confirmation.ts';
import { TemporarilyUnavailable } from '../../../../lambdas/core/shared/temporarily-unavailable.ts';
import { aProcessedRecord, fakePatience, fixedClock } from '../../../helpers/factories.ts';

const record = aProcessedRecord();
const { orderId } = record;
const request = { eventType: 'OrderProcessed', orderId } as const;
const claimedUntil = new Date(Date.parse('2025-11-03T12:47:44.567Z') + CLAIM_SECONDS * 1000).toISOString();

/** Sends with a store that answers a claim as told, an order that stands as told, and a mailer and calls that may fail. */
const prepare = (
  given: {
    claim?: Claim;
    standing?: Standing;
    lookUpFails?: Error;
    refusal?: Error;
    releaseFails?: boolean;
    noteFaults?: Error[];
  } = {},
) => {
  const calls: string[] = [];
  const confirmations: Confirmations = {
    claim: async (_request, now, until) => {
      calls.push(`claim ${now} ${until}`);
      return given.claim ?? { outcome: 'claimed' };
    },
    release: async ({ orderId: id }, until) => {
      calls.push(`release ${id} ${until}`);
      if (given.releaseFails) throw new Error('the store is gone');
    },
    withdraw: async ({ orderId: id }, until) => {
      calls.push(`withdraw ${id} ${until}`);
    },
    noteSent: async ({ orderId: id }, { sentAt, to, messageId }) => {
      calls.push(`note ${id} ${sentAt} ${to} ${messageId}`);
      const fault = given.noteFaults?.shift();
      if (fault) throw fault;
    },
    noteRefused: async ({ orderId: id }, refusedAt) => {
      calls.push(`refused ${id} ${refusedAt}`);
    },
  };
  const orders: AnnouncedOrders = {
    standing: async () => {
      if (given.lookUpFails) throw given.lookUpFails;
      return given.standing ?? { outcome: 'stands', record };
    },
  };
  const mail: Mail = { to: 'john@example.com', subject: 's', html: 'h', text: 't' };
  const mailer: Mailer = {
    send: async (_mail, { orderId: id, occasion }) => {
      calls.push(`send ${id} ${occasion}`);
      if (given.refusal) throw given.refusal;
      return 'message-1';
    },
  };
  const composed: (string | undefined)[] = [];
  const compose = (_record: unknown, sentBefore?: string): Mail => {
    composed.push(sentBefore);
    return mail;
  };
  const send = createSendConfirmation({ confirmations, orders, compose, mailer, now: fixedClock() });
  return { send, calls, composed };
};
const sending = `send ${orderId} OrderProcessed`;
const claiming = `claim 2025-11-03T12:47:44.567Z ${claimedUntil}`;

describe('sending a confirmation', () => {
  it('claims it, sends it, and notes when and to whom', async () => {
    const { send, calls } = prepare();
    expect(await send(request, fakePatience())).toBe('sent');
    expect(calls).toEqual([claiming, sending, `note ${orderId} 2025-11-03T12:47:44Z john@example.com message-1`]);
  });

  it('does nothing where it is sent already', async () => {
    const { send, calls } = prepare({ claim: { outcome: 'already-sent' } });
    expect(await send(request, fakePatience())).toBe('already-sent');
    expect(calls).toEqual([claiming]);
  });

  it('throws, so that the message comes back, where another is at it', async () => {
    const { send, calls } = prepare({ claim: { outcome: 'claimed-by-another' } });
    await expect(send(request, fakePatience())).rejects.toMatchObject({ name: 'ConfirmationClaimed' });
    expect(calls).toEqual([claiming]);
  });

  it.each(['overtaken', 'already-sent'] as const)('is done, and leaves no claim, where it is %s', async (outcome) => {
    const { send, calls } = prepare({ standing: { outcome } });
    expect(await send(request, fakePatience())).toBe(outcome);
    expect(calls).toEqual([claiming, `withdraw ${orderId} ${claimedUntil}`]);
  });

  it.each([
    ['claimed-by-another', 'ConfirmationClaimed'],
    ['nothing-to-confirm', 'NothingToConfirm'],
  ] as const)('throws, and leaves no claim, where it is %s', async (outcome, name) => {
    const { send, calls } = prepare({ standing: { outcome } });
    await expect(send(request, fakePatience())).rejects.toMatchObject({ name });
    expect(calls).toEqual([claiming, `withdraw ${orderId} ${claimedUntil}`]);
  });

  it.each([
    [{}, undefined],
    [{ claim: { outcome: 'claimed', sentBefore: '2025-11-03T12:00:00Z' } }, '2025-11-03T12:00:00Z'],
    [{ standing: { outcome: 'stands', record, sentBefore: '2025-11-03T11:00:00Z' } }, '2025-11-03T11:00:00Z'],
  ] as const)('says in the mail when it went out before: %o', async (given, sentBefore) => {
    const { send, composed } = prepare(given);
    await send(request, fakePatience());
    expect(composed).toEqual([sentBefore]);
  });

  it('gives the claim back where the order cannot be looked up', async () => {
    const { send, calls } = prepare({ lookUpFails: new TemporarilyUnavailable('throttled') });
    await expect(send(request, fakePatience())).rejects.toThrow(TemporarilyUnavailable);
    expect(calls).toEqual([claiming, `release ${orderId} ${claimedUntil}`]);
  });

  it('gives the claim back when the mail was refused for certain', async () => {
    const { send, calls } = prepare({ refusal: new Error('refused') });
    await expect(send(request, fakePatience())).rejects.toThrow('refused');
    expect(calls).toEqual([claiming, sending, `release ${orderId} ${claimedUntil}`]);
  });

  it('keeps the claim when nobody knows whether it went out', async () => {
    const { send, calls } = prepare({ refusal: new MailOutcomeUnknown('lost') });
    await expect(send(request, fakePatience())).rejects.toThrow(MailOutcomeUnknown);
    expect(calls).toEqual([claiming, sending]);
  });

  it('notes at once what can never be sent, and is done with it', async () => {
    const { send, calls } = prepare({ refusal: new UnusableAddress('no address') });
    expect(await send(request, fakePatience())).toBe('refused');
    expect(calls).toEqual([claiming, sending, `refused ${orderId} 2025-11-03T12:47:44Z`]);
  });

  it.each([1, 2, 5])('notes a mail that is out also where that fails %i times, and sends it once', async (times) => {
    const noteFaults = Array.from({ length: times }, () => new TemporarilyUnavailable('throttled'));
    const { send, calls } = prepare({ noteFaults });
    expect(await send(request, fakePatience())).toBe('sent');
    expect(calls.filter((call) => call === sending)).toHaveLength(1);
    expect(calls.filter((call) => call.startsWith('note'))).toHaveLength(times + 1);
  });

  it('notes it once where no time remains, and no longer than it does', async () => {
    const noteFaults = Array.from({ length: 100 }, () => new TemporarilyUnavailable('throttled'));
    const [late, early] = [prepare({ noteFaults: [...noteFaults] }), prepare({ noteFaults: [...noteFaults] })];
    await expect(late.send(request, fakePatience(5_000))).rejects.toThrow(TemporarilyUnavailable);
    expect(late.calls.filter((call) => call.startsWith('note'))).toHaveLength(1);
    const patience = fakePatience(25_000);
    await expect(early.send(request, patience)).rejects.toThrow(TemporarilyUnavailable);
    expect(early.calls.filter((call) => call.startsWith('note')).length).toBeGreaterThan(5);
    expect(patience.remainingMs()).toBeGreaterThanOrEqual(9_000);
  });

  it('tells why the mail failed, also when the claim cannot be given back', async () => {
    const { send } = prepare({ refusal: new Error('refused'), releaseFails: true });
    await expect(send(request, fakePatience())).rejects.toThrow('refused');
  });
});
