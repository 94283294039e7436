import { describe, expect, it } from 'vitest';
import type { Attention } from '../../../../lambdas/core/contract/attention.ts';
import { freshNamesOf } from '../../../../lambdas/core/contract/execution-names.ts';
import type { Machine, PerMachine } from '../../../../lambdas/core/contract/machine.ts';
import { TemporarilyUnavailable } from '../../../../lambdas/core/shared/temporarily-unavailable.ts';
import type { KeptFailure } from '../../../../lambdas/core/support/failure-index.ts';
import { createMailTroubles } from '../../../../lambdas/core/support/mail-troubles.ts';
import { createNeedsAttention } from '../../../../lambdas/core/support/needs-attention.ts';
import { createOpenFailures } from '../../../../lambdas/core/support/open-failures.ts';
import type {
  ExecutionReader,
  FailedExecution,
  OrderSearch,
  Range,
  TracedRecord,
} from '../../../../lambdas/core/support/ports.ts';
import { ANSWERED_BUCKET } from '../../../../lambdas/core/support/search-index.ts';
import { aProcessedRecord, aReceivedRecord } from '../../../helpers/factories.ts';
import {
  aHistory,
  bothMachines,
  aFailedHistory as failed,
  fakeExecutions,
  fakeFailures,
  fakeSearch,
  noMails,
} from './fakes.ts';

/** What is told where nothing needs a person. */
const NOTHING: Attention = { items: [], counts: [], failures: [], more: false, unasked: [] };
const ID = '7K3M-9QXT-2V5H-A1BC';
const now = () => new Date('2025-11-03T13:00:00Z');

const fails = async (): Promise<never> => {
  throw new TemporarilyUnavailable('injected');
};

const needsOf = (
  search: OrderSearch,
  executions: PerMachine<ExecutionReader>,
  index = fakeFailures(now),
  report = (_source: string, error: unknown): void => {
    throw error;
  },
): (() => Promise<Attention>) => {
  const mails = createMailTroubles({ search, ...noMails, now }, 21);
  const failures = createOpenFailures({ search, mails, executions, index, now });
  return createNeedsAttention({ search, executions, failures, mails, index, now, report });
};

describe('what needs a person', () => {
  const stoppedAt = '2025-11-03T12:50:00.000Z';
  const attention = (record: Parameters<typeof fakeSearch>[0][number], name = ID) => {
    const executions = fakeExecutions([], { [name]: failed }, [
      { machine: 'OrderProcessing', name, status: 'FAILED', stoppedAt },
    ]);
    return { executions, ask: needsOf(fakeSearch([record]), bothMachines(executions)) };
  };
  const received = aReceivedRecord({ orderId: ID });
  const processed = aProcessedRecord({ orderId: ID });

  it('is a failed execution once, also where its order is late, and its history is read once', async () => {
    const { executions, ask } = attention(received);
    const { items, more } = await ask();
    expect(items).toMatchObject([{ orderId: ID, problem: 'failed', failure: { state: 'PersistOrder' } }]);
    expect(more).toBe(false);
    // Once to take it in, and once to check whether it has been redriven since.
    await ask();
    await ask();
    expect(executions.calls.filter((call) => call !== 'failed')).toEqual([`history ${ID}`, `history ${ID}`]);
  });

  it.each([
    ['a new start', { ...received, restartedAt: '2025-11-03T12:55:00Z' }, ['delayed']],
    ['a confirmation that went out another way', { ...processed, confirmationSentAt: '2025-11-03T12:55:00Z' }, []],
  ])('is no longer the first execution after %s', async (_, record, problems) => {
    const { items } = await attention(record).ask();
    expect(items.map(({ problem }) => problem)).toEqual(problems);
  });

  it.each(freshNamesOf(ID))('is the new start where that failed too: %s', async (name) => {
    const record = { ...received, restartedAt: '2025-11-03T12:55:00Z' };
    const { items } = await attention(record, name).ask();
    expect(items).toMatchObject([{ orderId: ID, problem: 'failed', execution: { name } }]);
  });

  const idOf = (index: number): string => `${String(index).padStart(4, '0')}-AAAA-AAAA-AAAA`;
  const failures = (count: number): FailedExecution[] =>
    Array.from({ length: count }, (_, index) => ({
      machine: 'OrderProcessing',
      name: idOf(index),
      status: 'FAILED',
      stoppedAt: new Date(Date.parse(stoppedAt) - index * 60_000).toISOString(),
    }));
  const settled = (index: number) => ({
    ...aProcessedRecord({ orderId: idOf(index) }),
    confirmationSentAt: '2025-11-03T12:55:00Z',
  });

  it('is also an old failure, behind many newer ones that are settled', async () => {
    const list = failures(350);
    const records = [
      ...list.slice(0, -1).map((_, index) => settled(index)),
      aReceivedRecord({ orderId: idOf(349), timestamp: '2025-11-03T12:58:00Z' }),
    ];
    const executions = fakeExecutions([], { [idOf(349)]: failed }, list);
    const { items, more } = await needsOf(fakeSearch(records), bothMachines(executions))();
    expect(items.map(({ orderId }) => orderId)).toEqual([idOf(349)]);
    expect(more).toBe(false);
  });

  it('is never said to be nothing where only the newest failures were looked at', async () => {
    const list = failures(1_200);
    const records = list.map((_, index) => settled(index));
    const attentive = await needsOf(fakeSearch(records), bothMachines(fakeExecutions([], {}, list)))();
    expect(attentive).toMatchObject({ items: [], more: true, failuresLookedAt: 500 });
  });

  it('is at most twenty orders, and tells that there are more', async () => {
    const many = Array.from({ length: 30 }, (_, index) =>
      aReceivedRecord({
        orderId: `${index
          .toString(32)
          .toUpperCase()
          .padStart(4, '0')
          .replace(/[ILOU]/g, 'X')}-AAAA-AAAA-AA${String(index).padStart(2, '0')}`,
      }),
    );
    const { items, more } = await needsOf(fakeSearch(many), bothMachines(fakeExecutions()))();
    expect([items.length, more]).toEqual([20, true]);
  });

  const cancelledRecord = {
    ...processed,
    status: 'Cancelled' as const,
    cancelledAt: '2025-11-03T12:49:00Z',
    cancelledBy: 'customer' as const,
  };
  const wished = { ...processed, confirmationSentAt: '2025-11-03T12:48:00Z' };
  const told = { ...cancelledRecord, cancellationSentAt: '2025-11-03T12:55:00Z' };
  const askOfBoth = (record: Parameters<typeof fakeSearch>[0][number], ...of: readonly [Machine, string][]) => {
    const readerOf = (machine: Machine) => {
      const names = of.flatMap(([each, name]) => (each === machine ? [name] : []));
      const list = names.map((name, index) => ({
        ...{ machine, name, status: 'FAILED' as const },
        stoppedAt: stoppedAt.replace('12:50', `12:5${index}`),
      }));
      return fakeExecutions([], Object.fromEntries(names.map((name) => [name, failed])), list, machine);
    };
    const executions = bothMachines(readerOf('OrderProcessing'), readerOf('OrderCancellation'));
    return needsOf(fakeSearch([record]), executions)();
  };
  const machine = 'OrderCancellation';

  it.each([
    ['the order is Processed still', wished],
    ['its customer was not told', { ...cancelledRecord, confirmationSentAt: '2025-11-03T12:48:00Z' }],
  ])('is a failed cancellation while %s', async (_, record) => {
    const { items } = await askOfBoth(record, [machine, ID]);
    expect(items).toMatchObject([{ orderId: ID, problem: 'failed', execution: { machine, name: ID } }]);
  });

  it.each([
    ['is an order whose cancellation was wished five minutes ago and never began', '2025-11-03T12:55:00Z', [], {}],
    [
      'tells that cancellation’s workflow where it runs, or was stopped by its time',
      '2025-11-03T12:50:00Z',
      failed.slice(0, 5),
      { execution: { machine, name: ID, status: 'RUNNING' } },
    ],
  ])('%s', async (_, at, history, more) => {
    const record = { ...wished, cancelRequested: { by: 'customer' as const, at, reason: 'A secret.' } };
    const cancellations = fakeExecutions([], history.length > 0 ? { [ID]: history } : {}, [], machine);
    const ask = needsOf(fakeSearch([record]), bothMachines(fakeExecutions(), cancellations));
    const item = {
      orderId: ID,
      problem: 'not-cancelled',
      since: at,
      orderStatus: 'Processed',
      customerName: 'John Doe',
    };
    expect(await ask()).toMatchObject({ items: [{ ...item, ...more }], more: false });
  });

  it('is no order whose cancellation was wished just now, or is done', async () => {
    const justNow = { ...wished, cancelRequested: { by: 'support' as const, at: '2025-11-03T12:55:01Z' } };
    expect(await askOfBoth(justNow)).toMatchObject(NOTHING);
    expect(await askOfBoth({ ...told, orderId: ID })).toMatchObject(NOTHING);
  });

  it('is a cancellation that failed once, also where it was wished long ago', async () => {
    const record = { ...wished, cancelRequested: { by: 'customer' as const, at: '2025-11-03T12:00:00Z' } };
    const { items } = await askOfBoth(record, [machine, ID]);
    expect(items.map(({ problem }) => problem)).toEqual(['failed']);
    const beside = await askOfBoth({ ...record, confirmationSentAt: undefined }, ['OrderProcessing', ID]);
    expect(beside.items.map(({ problem }) => problem)).toEqual(['failed', 'not-cancelled']);
  });

  it('is neither execution any more once the order is cancelled and its customer told', async () => {
    expect(await askOfBoth(told, ['OrderProcessing', ID], [machine, ID])).toMatchObject(NOTHING);
  });

  it('is both where both failed, and of a cancellation that was started afresh the second one alone', async () => {
    const { items } = await askOfBoth(processed, ['OrderProcessing', ID], [machine, ID], [machine, `${ID}-2`]);
    expect(items.map(({ execution }) => [execution?.machine, execution?.name])).toEqual([
      [machine, `${ID}-2`],
      ['OrderProcessing', ID],
    ]);
  });

  const kept = (name: string, minute: number, failure = { state: 'PersistOrder', error: 'Broken' }): KeptFailure => ({
    ...{ machine: 'OrderProcessing', name, status: 'FAILED', version: 7, failure },
    stoppedAt: new Date(Date.parse(stoppedAt) + minute * 60_000).toISOString(),
  });

  it('is every failure of the index by its cause, with counts, the cause with the oldest first', async () => {
    const index = fakeFailures(now);
    const broken = { state: 'PersistOrder', error: 'Broken' };
    const late = { state: 'ValidateOrder', error: 'States.Timeout' };
    for (let at = 0; at < 40; at += 1) await index.open(kept(idOf(at), at, at % 4 === 1 ? late : broken));
    await index.open({ ...kept(idOf(50), -1, broken), status: 'ABORTED' });
    const found = await needsOf(fakeSearch([]), bothMachines(fakeExecutions()), index)();
    const machine = 'OrderProcessing';
    expect(found.failures).toEqual([
      { machine, stopped: true, ...broken, count: 1, oldest: kept('', -1).stoppedAt },
      { machine, stopped: false, ...broken, count: 30, oldest: kept('', 0).stoppedAt },
      { machine, stopped: false, ...late, count: 10, oldest: kept('', 1).stoppedAt },
    ]);
    expect(found.counts).toEqual([{ problem: 'failed', count: 41, more: false }]);
    expect(found.items.map(({ orderId }) => orderId).slice(0, 3)).toEqual([idOf(50), idOf(0), idOf(1)]);
    expect(found.items).toHaveLength(20);
  });

  it('is counted up to five hundred failures, and then it is told that there are more', async () => {
    const index = fakeFailures(now);
    for (let at = 0; at < 600; at += 1) await index.open(kept(idOf(at), at));
    const found = await needsOf(fakeSearch([]), bothMachines(fakeExecutions()), index)();
    expect(found.counts).toEqual([{ problem: 'failed', count: 500, more: true }]);
    expect(found.more).toBe(true);
  });

  it('costs with 10,000 settled failures at most a fifth more calls than with none', async () => {
    const callsWith = async (count: number) => {
      const index = fakeFailures(now);
      const list = failures(count);
      for (const each of list) {
        await index.open({ ...each, failure: {}, version: 7 });
        await index.close(each, 'settled', 20);
      }
      const open = kept(ID, 0);
      await index.open(open);
      index.calls.length = 0;
      const search = fakeSearch([received]);
      const executions = bothMachines(fakeExecutions([], { [ID]: failed }, list));
      const begun = performance.now();
      const { items } = await needsOf(search, executions, index)();
      expect(items.map(({ orderId }) => orderId)).toEqual([ID]);
      const readers = Object.values(executions) as ReturnType<typeof fakeExecutions>[];
      const calls = index.calls.length + search.queries.length + readers.flatMap((each) => each.calls).length;
      return { calls, ms: performance.now() - begun };
    };
    const [none, many] = [await callsWith(0), await callsWith(10_000)];
    expect(many.calls).toBeLessThanOrEqual(none.calls * 1.2);
    expect(many.calls).toBe(none.calls + 1);
  });

  it('is a failure that no event told, which is taken into the index, and none that one told', async () => {
    const index = fakeFailures(now);
    const ask = needsOf(
      fakeSearch([received]),
      bothMachines(fakeExecutions([], { [ID]: failed }, [{ ...kept(ID, 0) }])),
      index,
    );
    await ask();
    expect([...index.rows.keys()]).toEqual([`OrderProcessing#${ID}`]);
    expect(index.rows.get(`OrderProcessing#${ID}`)?.kept?.failure).toEqual({
      state: 'PersistOrder',
      error: 'Broken',
      cause: 'no table',
    });
    index.calls.length = 0;
    await ask();
    expect(index.calls.filter((call) => call.startsWith('open'))).toEqual([]);
  });

  it('is no failure any more whose execution runs again or succeeded, though no event told it', async () => {
    const index = fakeFailures(now);
    await index.open(kept(ID, 0));
    const redriven = [...failed, ...aHistory(['ExecutionRedriven', 7]).map((event) => ({ ...event, id: 8 }))];
    const ask = needsOf(fakeSearch([received]), bothMachines(fakeExecutions([], { [ID]: redriven })), index);
    expect((await ask()).failures).toEqual([]);
    expect(index.rows.get(`OrderProcessing#${ID}`)).toMatchObject({ closed: { how: 'running' }, version: 8 });
  });

  it('is no failure any more whose order is settled another way, and is remembered as settled then', async () => {
    const index = fakeFailures(now);
    await index.open(kept(ID, 0));
    const found = await needsOf(fakeSearch([told]), bothMachines(fakeExecutions()), index)();
    expect(found).toMatchObject(NOTHING);
    const again = await needsOf(fakeSearch([told]), bothMachines(fakeExecutions([], {}, [kept(ID, 0)])), index)();
    expect(again).toMatchObject({ ...NOTHING, lastSettledAt: now().toISOString() });
  });

  const question = (until: string) => ({
    ...{ id: 'ABCDEFGHJKMN', askedAt: '2025-11-02T12:00:00Z', until },
    ...{ kind: 'review' as const, totalCents: 900_000, currency: 'EUR', limitCents: 500_000 },
  });

  it('is each order that waits for a review, with when its question runs out', async () => {
    const until = '2025-11-09T12:00:00Z';
    const record: TracedRecord = { ...received, status: 'UnderReview', question: question(until) };
    const { items, counts } = await needsOf(fakeSearch([record]), bothMachines(fakeExecutions()))();
    expect(items).toEqual([
      {
        ...{ orderId: ID, problem: 'review', since: '2025-11-02T12:00:00Z', until },
        ...{ orderStatus: 'UnderReview', customerName: 'John Doe' },
      },
    ]);
    expect(counts).toEqual([{ problem: 'review', count: 1, more: false }]);
  });

  it.each([
    ['2025-11-03T12:59:00Z', ['unanswered']],
    ['2025-11-04T12:59:59Z', ['unanswered']],
    ['2025-11-04T13:00:01Z', []],
  ])('is a question to a customer that runs out %s: %j', async (until, problems) => {
    const items = [{ product: 'Laptop', quantity: 1, name: 'Laptop', unitPriceCents: 100 }];
    const asked = {
      ...{ id: 'ABCDEFGHJKMN', askedAt: '2025-11-02T12:00:00Z', until, kind: 'customer' as const },
      ...{ changes: [], proposal: { items, totalCents: 100, currency: 'EUR' } },
    };
    const record: TracedRecord = { ...received, status: 'AwaitingCustomer', question: asked };
    const found = await needsOf(fakeSearch([record]), bothMachines(fakeExecutions()))();
    expect(found.items.map(({ problem }) => problem)).toEqual(problems);
  });

  const answered = (at: string, more: object = {}): TracedRecord => ({
    ...{ ...received, status: 'UnderReview' },
    question: { ...question('2025-11-09T12:00:00Z'), answer: { kind: 'approved', at, by: 'support' }, ...more },
  });

  it('is each order that was answered five minutes ago and has not gone on, and no review any more', async () => {
    const found = await needsOf(fakeSearch([answered('2025-11-03T12:55:00Z')]), bothMachines(fakeExecutions()))();
    expect(found.items).toEqual([
      {
        ...{ orderId: ID, problem: 'answer-waits', since: '2025-11-03T12:55:00Z' },
        ...{ orderStatus: 'UnderReview', customerName: 'John Doe' },
      },
    ]);
    expect(found.counts).toEqual([{ problem: 'answer-waits', count: 1, more: false }]);
    const justNow = await needsOf(fakeSearch([answered('2025-11-03T12:55:01Z')]), bothMachines(fakeExecutions()))();
    expect(justNow).toMatchObject(NOTHING);
  });

  it('is an answer that the version before left among the reviews, too', async () => {
    const search = fakeSearch([answered('2025-11-03T12:00:00Z')]);
    const before = {
      ...search,
      inBucket: async (bucket: string, range: Range) =>
        search.inBucket({ UnderReview: ANSWERED_BUCKET, [ANSWERED_BUCKET]: 'none' }[bucket] ?? bucket, range),
    };
    const { items } = await needsOf(before, bothMachines(fakeExecutions()))();
    expect(items.map(({ problem }) => problem)).toEqual(['answer-waits']);
  });

  it('is an answer once, where its execution failed: that is listed, and a redrive hands it on', async () => {
    const list = [{ machine: 'OrderProcessing' as const, name: ID, status: 'FAILED' as const, stoppedAt }];
    const executions = bothMachines(fakeExecutions([], { [ID]: failed }, list));
    const { items } = await needsOf(fakeSearch([answered('2025-11-03T12:00:00Z')]), executions)();
    expect(items.map(({ problem }) => problem)).toEqual(['failed']);
  });

  it.each([
    ['failures', { list: fails }, {}],
    ['questions', {}, { 'inBucket of UnderReview': fails }],
    ['questions', {}, { 'inBucket of Answered': fails }],
    ['cancellations', {}, { 'inBucket of CancelWished': fails }],
    ['late', {}, { 'inBucket of Received#0': fails }],
    ['mails', {}, { 'inBucket of Unmailed#0': fails }],
  ] as const)(
    'is told but for %s, where these cannot be asked for, which is told too',
    async (source, onIndex, onSearch) => {
      const search = fakeSearch([received, { ...told, orderId: idOf(1) }]);
      const failing = {
        ...search,
        inBucket: (bucket: string, range: Range) =>
          Object.hasOwn(onSearch, `inBucket of ${bucket}`) ? fails() : search.inBucket(bucket, range),
      };
      const reported: string[] = [];
      const found = await needsOf(
        failing,
        bothMachines(fakeExecutions()),
        { ...fakeFailures(now), ...onIndex },
        (name) => void reported.push(name),
      )();
      expect(found.unasked).toEqual([source]);
      expect(reported).toEqual([source]);
      expect(found.items.map(({ problem }) => problem)).toEqual(source === 'late' ? [] : ['delayed']);
    },
  );
});
