import { describe, expect, it } from 'vitest';
import type { Machine } from '../../../../lambdas/core/contract/machine.ts';
import { readEnding } from '../../../../lambdas/core/support/failure.ts';
import { createNotifyOperations } from '../../../../lambdas/core/support/notify-operations.ts';
import { aHistory, aFailedHistory as failed, fakeExecutions } from './fakes.ts';

const ID = '7K3M-9QXT-2V5H-A1BC';
const entered = (name: string) => ({ name, input: '{}' });
const failedTwice = [
  ...failed,
  ...aHistory(
    ['ExecutionRedriven', 7, { redriveCount: 1 }],
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
    expect(await readEnding(fakeExecutions([], { [ID]: failedTwice }), ID)).toMatchObject({
      status: 'FAILED',
      failure: { state: 'PersistOrder', error: 'Again' },
      version: 11,
      redriveCount: 1,
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
    expect(await readEnding(executions, 'runs')).toMatchObject({ status: 'RUNNING', version: 5, redriveCount: 0 });
    expect(await readEnding(executions, 'done')).toMatchObject({ status: 'SUCCEEDED', version: 2 });
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
    const notify = createNotifyOperations(operations, 'https://shop.example.com/');
    await notify({ machine, name: ID }, status, await readEnding(fakeExecutions([], { [ID]: history }), ID));
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
