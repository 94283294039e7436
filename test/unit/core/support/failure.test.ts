import { describe, expect, it } from 'vitest';
import { freshNamesOf } from '../../../../lambdas/core/contract/execution-names.ts';
import type { Machine } from '../../../../lambdas/core/contract/machine.ts';
import { readEnding } from '../../../../lambdas/core/support/failure.ts';
import { createNeedsAttention } from '../../../../lambdas/core/support/needs-attention.ts';
import { createNotifyOperations } from '../../../../lambdas/core/support/notify-operations.ts';
import type { FailedExecution } from '../../../../lambdas/core/support/ports.ts';
import { aProcessedRecord, aReceivedRecord } from '../../../helpers/factories.ts';
import { aHistory, bothMachines, fakeExecutions, fakeSearch, noMails } from './fakes.ts';

const ID = '7K3M-9QXT-2V5H-A1BC';
const entered = (name: string) => ({ name, input: '{}' });
const failed = aHistory(
  ['ExecutionStarted', 0],
  ['TaskStateEntered', 0, entered('ValidateOrder')],
  ['TaskStateExited', 2, { name: 'ValidateOrder' }],
  ['TaskStateEntered', 3, entered('PersistOrder')],
  ['TaskScheduled', 4],
  ['TaskFailed', 5, { error: 'Broken' }],
  ['ExecutionFailed', 6, { error: 'Broken', cause: '{"errorMessage":"no\\n table","trace":["secret"]}' }],
);
const failedTwice = [
  ...failed,
  ...aHistory(
    ['ExecutionRedriven', 7],
    ['TaskScheduled', 8],
    ['TaskFailed', 9, {}],
    ['ExecutionFailed', 10, { error: 'Again' }],
  ).map((event) => ({ ...event, id: event.id + 7 })),
];

describe('the end of a history', () => {
  it('tells the state that failed, with its error', async () => {
    expect(await readEnding(fakeExecutions([], { [ID]: failed }), ID)).toMatchObject({
      status: 'FAILED',
      failure: { state: 'PersistOrder', error: 'Broken' },
    });
  });

  it('tells the state across a redrive, which enters none', async () => {
    expect(await readEnding(fakeExecutions([], { [ID]: failedTwice }), ID)).toEqual({
      status: 'FAILED',
      failure: { state: 'PersistOrder', error: 'Again' },
    });
  });

  it('tells the state of the branch that failed, not the one entered last', async () => {
    const parallel = aHistory(
      ['ParallelStateEntered', 0, entered('Both')],
      ['TaskStateEntered', 1, entered('Left')],
      ['TaskStateEntered', 1, entered('Right')],
      ['TaskFailed', 2, {}],
      ['ExecutionFailed', 4, { error: 'Left broke' }],
    );
    expect((await readEnding(fakeExecutions([], { [ID]: parallel }), ID))?.failure?.state).toBe('Left');
  });

  it('tells nothing of an execution that runs, succeeded or is not there', async () => {
    const executions = fakeExecutions([], {
      runs: failed.slice(0, 5),
      done: aHistory(['ExecutionStarted', 0], ['ExecutionSucceeded', 1]),
    });
    expect(await readEnding(executions, 'runs')).toEqual({ status: 'RUNNING' });
    expect(await readEnding(executions, 'done')).toEqual({ status: 'SUCCEEDED' });
    expect(await readEnding(executions, 'none')).toBeUndefined();
  });

  it('does not turn in circles where a history is damaged', async () => {
    const loop = aHistory(['TaskScheduled', 2], ['TaskStarted', 1], ['ExecutionTimedOut', 2]);
    await expect(readEnding(fakeExecutions([], { [ID]: loop }), ID)).resolves.toMatchObject({ status: 'TIMED_OUT' });
  });
});

describe('an alert', () => {
  const alertOf = async (history = failed, status = 'FAILED', machine: Machine = 'OrderProcessing') => {
    const alerts: { subject: string; text: string }[] = [];
    const operations = { alert: async (alert: { subject: string; text: string }) => void alerts.push(alert) };
    const notify = createNotifyOperations(
      () => fakeExecutions([], { [ID]: history }, [], machine),
      operations,
      'https://shop.example.com/',
    );
    await notify({ name: ID, status });
    return alerts[0];
  };

  it('names the order, the state, the error and the page', async () => {
    const alert = await alertOf();
    expect(alert?.subject).toBe(`The workflow of order ${ID} failed at PersistOrder`);
    expect(alert?.text).toContain('Error: Broken: no table\n');
    expect(alert?.text).toContain(`Page: https://shop.example.com/support/orders/${ID}\n`);
    expect(alert?.text).not.toContain('secret');
  });

  it('tells a cancellation from the workflow, with its own page and what to read', async () => {
    const alert = await alertOf(failed, 'FAILED', 'OrderCancellation');
    expect(alert?.subject).toBe(`The cancellation of order ${ID} failed at PersistOrder`);
    expect(alert?.text).toContain(`support/orders/${ID}?machine=OrderCancellation\n`);
    expect(alert?.text).toContain('"A cancellation failed"');
  });

  it('says so when the execution was redriven meanwhile', async () => {
    const alert = await alertOf([
      ...failed,
      ...aHistory(['ExecutionRedriven', 7]).map((event) => ({ ...event, id: 8 })),
    ]);
    expect(alert?.text).toContain('By now it is RUNNING');
  });

  it('has a subject that SNS takes, whatever the state is called', async () => {
    const alert = await alertOf(
      aHistory(['TaskStateEntered', 0, entered(`Prüfen\n${'x'.repeat(200)}`)], ['ExecutionFailed', 1, {}]),
    );
    expect(alert?.subject).toMatch(/^[\x20-\x7e]{1,100}$/);
  });

  it('is sent without a reason where the history is gone', async () => {
    const alert = await alertOf([], 'TIMED_OUT');
    expect(alert?.text).toContain('timed out');
    expect(alert?.text).toContain('no error was given');
  });
});

describe('what needs a person', () => {
  const stoppedAt = '2025-11-03T12:50:00.000Z';
  const now = () => new Date('2025-11-03T13:00:00Z');
  const needsAttention = (records: Parameters<typeof fakeSearch>[0], executions: ReturnType<typeof fakeExecutions>) =>
    createNeedsAttention({ search: fakeSearch(records), ...noMails, now }, bothMachines(executions));
  const attention = (record: Parameters<typeof fakeSearch>[0][number], name = ID) => {
    const executions = fakeExecutions([], { [name]: failed }, [
      { machine: 'OrderProcessing', name, status: 'FAILED', stoppedAt },
    ]);
    return { executions, ask: needsAttention([record], executions) };
  };
  const received = aReceivedRecord({ orderId: ID });
  const processed = aProcessedRecord({ orderId: ID });

  it('is a failed execution once, also where its order is late, and its history is read once', async () => {
    const { executions, ask } = attention(received);
    const { items, more } = await ask();
    expect(items).toMatchObject([{ orderId: ID, problem: 'failed', failure: { state: 'PersistOrder' } }]);
    expect(more).toBe(false);
    await ask();
    expect(executions.calls).toEqual([`history ${ID}`]);
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
    const { items, more } = await needsAttention(records, executions)();
    expect(items.map(({ orderId }) => orderId)).toEqual([idOf(349)]);
    expect(more).toBe(false);
  });

  it('is never said to be nothing where only the newest failures were looked at', async () => {
    const list = failures(1_200);
    const records = list.map((_, index) => settled(index));
    const attentive = await needsAttention(records, fakeExecutions([], {}, list))();
    expect(attentive).toEqual({ items: [], more: true, failuresLookedAt: 1_000 });
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
    const { items, more } = await needsAttention(many, fakeExecutions())();
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
    return createNeedsAttention({ search: fakeSearch([record]), ...noMails, now }, executions)();
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
    const search = fakeSearch([record]);
    const ask = createNeedsAttention({ search, ...noMails, now }, bothMachines(fakeExecutions(), cancellations));
    const item = {
      orderId: ID,
      problem: 'not-cancelled',
      since: at,
      orderStatus: 'Processed',
      customerName: 'John Doe',
    };
    expect(await ask()).toEqual({ items: [{ ...item, ...more }], more: false });
  });

  it('is no order whose cancellation was wished just now, or is done', async () => {
    const justNow = { ...wished, cancelRequested: { by: 'support' as const, at: '2025-11-03T12:55:01Z' } };
    expect(await askOfBoth(justNow)).toEqual({ items: [], more: false });
    expect(await askOfBoth({ ...told, orderId: ID })).toEqual({ items: [], more: false });
  });

  it('is a cancellation that failed once, also where it was wished long ago', async () => {
    const record = { ...wished, cancelRequested: { by: 'customer' as const, at: '2025-11-03T12:00:00Z' } };
    const { items } = await askOfBoth(record, [machine, ID]);
    expect(items.map(({ problem }) => problem)).toEqual(['failed']);
    const beside = await askOfBoth({ ...record, confirmationSentAt: undefined }, ['OrderProcessing', ID]);
    expect(beside.items.map(({ problem }) => problem)).toEqual(['failed', 'not-cancelled']);
  });

  it('is neither execution any more once the order is cancelled and its customer told', async () => {
    expect(await askOfBoth(told, ['OrderProcessing', ID], [machine, ID])).toEqual({ items: [], more: false });
  });

  it('is both where both failed, and of a cancellation that was started afresh the second one alone', async () => {
    const { items } = await askOfBoth(processed, ['OrderProcessing', ID], [machine, ID], [machine, `${ID}-2`]);
    expect(items.map(({ execution }) => [execution?.machine, execution?.name])).toEqual([
      [machine, `${ID}-2`],
      ['OrderProcessing', ID],
    ]);
  });
});
