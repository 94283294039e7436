import { describe, expect, it } from 'vitest';
import { createMailTroubles } from '../../../../lambdas/core/support/mail-troubles.ts';
import type { MailSearch, TracedRecord, TroubledMail } from '../../../../lambdas/core/support/ports.ts';
import { troubleBucketOf } from '../../../../lambdas/core/support/search-index.ts';
import { anOrderId, aProcessedRecord, aRejectedRecord } from '../../../helpers/factories.ts';
import { fakeSearch } from './fakes.ts';

const now = () => new Date('2025-11-03T13:00:00Z');
const occasion = 'OrderProcessed';

/** An order that was placed and decided some minutes ago, told apart by a key. */
const decided = (key: string, minutesAgo: number) => {
  const at = new Date(now().getTime() - minutesAgo * 60_000).toISOString().replace('.000', '');
  return { ...aProcessedRecord({ orderId: anOrderId(key), timestamp: at }), processedAt: at };
};

const troublesOf = (
  records: readonly TracedRecord[],
  given: { troubled?: Readonly<Record<string, TroubledMail[]>>; tried?: readonly string[]; waiting?: number } = {},
) => {
  const mails: MailSearch = {
    inTrouble: async (bucket, { from, before = '~' }) =>
      (given.troubled?.[bucket] ?? []).filter(({ since }) => since >= from && since <= before),
    tried: async (names) =>
      names
        .filter(({ orderId }) => given.tried?.includes(orderId))
        .map((name) => ({ ...name, sentAt: '2025-11-03T12:00:00Z' })),
  };
  const search = fakeSearch(records);
  return { search, ...createMailTroubles({ search, mails, waiting: async () => given.waiting ?? 0, now }, 21) };
};

describe('mails that need a person', () => {
  const record = decided('bounced', 100);
  const { orderId } = record;

  it('are those that did not reach their customers, with what became of them', async () => {
    const bucket = troubleBucketOf('Undelivered', orderId);
    const troubled = { [bucket]: [{ orderId, occasion, since: '2025-11-03T11:30:00Z', outcome: 'bounced' as const }] };
    expect(await troublesOf([record], { troubled }).list()).toEqual([
      {
        ...{ orderId, problem: 'not-mailed', since: '2025-11-03T11:30:00Z' },
        ...{ orderStatus: 'Processed', customerName: 'John Doe', mail: { occasion, outcome: 'bounced' } },
      },
    ]);
  });

  it.each([
    ['12:50:01', []],
    ['12:49:59', ['mail-unsent']],
  ])('are those unsent for ten minutes: first tried at %s', async (time, problems) => {
    const troubled = {
      [troubleBucketOf('Unsent', orderId)]: [{ orderId, occasion, since: `2025-11-03T${time}.000Z` }],
    };
    const items = await troublesOf([record], { troubled }).list();
    expect(items.map(({ problem }) => problem)).toEqual(problems);
  });

  it('are those that nobody tried to send for ten minutes, while announcements wait', async () => {
    const [late, fresh, sent] = [decided('late', 12), decided('fresh', 8), decided('sent', 13)];
    const { list } = troublesOf([late, fresh, sent], { waiting: 3, tried: [sent.orderId] });
    expect(await list()).toMatchObject([
      { orderId: late.orderId, problem: 'mail-unsent', since: late.processedAt, mail: { occasion } },
    ]);
  });

  it('are not looked for among the orders while no announcement waits', async () => {
    const { list, search } = troublesOf([decided('late', 12)]);
    expect(await list()).toEqual([]);
    expect(search.queries.filter((bucket) => bucket.startsWith('Processed'))).toEqual([]);
  });

  it('are not those that the version before sent', async () => {
    const before = { ...decided('late', 12), confirmationSentAt: '2025-11-03T12:48:01Z' };
    expect(await troublesOf([before], { waiting: 3 }).list()).toEqual([]);
  });
});

describe('whether a customer was told how the order stands', () => {
  it('is known of the mail, or of what the version before noted', async () => {
    const [sent, unsent, before] = [decided('a', 9), decided('b', 9), decided('c', 9)];
    const rejected = { ...aRejectedRecord(), orderId: anOrderId('d'), confirmationSentAt: '2025-11-03T12:48:01Z' };
    const { told } = troublesOf([], { tried: [sent.orderId] });
    const records = [sent, unsent, { ...before, confirmationSentAt: '2025-11-03T12:48:01Z' }, rejected];
    expect([...(await told(records))].toSorted()).toEqual([sent.orderId, before.orderId, rejected.orderId].toSorted());
  });
});
