import { describe, expect, it } from 'vitest';
import { type BulkItem, type BulkResult, bulkRequestSchema } from '../../../../lambdas/core/contract/bulk.ts';
import type { Execution } from '../../../../lambdas/core/contract/support.ts';
import { TemporarilyUnavailable } from '../../../../lambdas/core/shared/temporarily-unavailable.ts';
import { createBulkItem } from '../../../../lambdas/core/support/bulk-item.ts';
import type { BulkAct, BulkRun } from '../../../../lambdas/core/support/bulk-ports.ts';
import type { TriedMail } from '../../../../lambdas/core/support/ports.ts';
import type { RedriveRefusal } from '../../../../lambdas/core/support/redrive-order.ts';
import { createShowBulk } from '../../../../lambdas/core/support/show-bulk.ts';
import { createStartBulk } from '../../../../lambdas/core/support/start-bulk.ts';
import { anExecution, bothMachines, fakeExecutions } from './fakes.ts';

const ORDER_ID = '7K3M-9QXT-2V5H-A1BC';
const BULK_ID = 'monday-morning';
const NOW = new Date('2026-11-03T12:00:00.000Z');
const WISHED_AT = '2026-11-03T12:00:00Z';
const wishedMail: BulkResult = { state: 'running', mail: { occasion: 'OrderProcessed', wishedAt: WISHED_AT } };
const asked: BulkAct = { at: NOW.toISOString(), action: 'bulk-redrive', actor: 'sub-of-sue', by: 'sue@example.com' };

const ledger = (rows: Record<string, BulkResult & { tries?: number }> = {}) => ({
  rows,
  begin: async (_bulk: string, orderId: string) => {
    const tries = (rows[orderId]?.tries ?? 0) + 1;
    rows[orderId] = { state: 'under-way', tries };
    return tries > 1;
  },
  end: async (_bulk: string, orderId: string, result: BulkResult) => {
    rows[orderId] = { ...result, tries: rows[orderId]?.tries ?? 1 };
  },
  all: async () => new Map(Object.entries(rows)),
  acts: async () => [asked],
});

const setUp = (executions: readonly Execution[], redriven: RedriveRefusal | Error | 'ok' = 'ok') => {
  const notes: unknown[] = [];
  const results = ledger();
  const wished: string[] = [];
  const named: (string | undefined)[] = [];
  const mails: TriedMail[] = [];
  const bulkItem = createBulkItem({
    results,
    activity: {
      begin: async (act) => {
        notes.push(act);
        return async (outcome) => void notes.push(outcome);
      },
    },
    redriveOrder: async (orderId) => {
      if (redriven instanceof Error) throw redriven;
      if (redriven !== 'ok') return redriven;
      return { orderId, machine: 'OrderProcessing', execution: orderId, action: 'redriven' };
    },
    resendAt:
      (now) =>
      async (orderId, { occasion } = {}) => {
        wished.push(now().toISOString());
        named.push(occasion);
        if (occasion === 'OrderCancelled') return 'mail-overtaken';
        return { orderId, occasion: 'OrderProcessed', eventType: 'OrderProcessed', resendRequestedAt: WISHED_AT };
      },
    mails: async () => mails,
    executions: bothMachines(fakeExecutions(executions)),
    onUnnoted: (error) => void notes.push(error),
  });
  const item: BulkItem = { orderId: ORDER_ID, redriveCount: 0 };
  const task = { bulkId: BULK_ID, item };
  const act = (action: 'redrive' | 'resend' = 'redrive') =>
    bulkItem({ ...task, action, step: 'act', requestedBy: 'sub-of-sue', wishedAt: NOW.toISOString() });
  const look = (acted: BulkResult) => bulkItem({ ...task, action: 'redrive', step: 'look', acted });
  const resend = (occasion: string) =>
    bulkItem({
      ...{ bulkId: BULK_ID, action: 'resend', item: { orderId: ORDER_ID, occasion } },
      ...{ step: 'act', requestedBy: 'sub-of-sue', wishedAt: NOW.toISOString() },
    });
  return { act, look, resend, notes, results, wished, named, mails };
};

describe('one order of many', () => {
  it('is acted on as by itself, noted before, by the person who asked, and runs then', async () => {
    const { act, notes, results } = setUp([]);
    expect(await act()).toEqual({ state: 'running' });
    const details = { redriveCount: 0, bulkId: BULK_ID };
    expect(notes).toEqual([
      { subject: { orderId: ORDER_ID }, action: 'redrive-order', actor: 'sub-of-sue', by: 'sue@example.com', details },
      { result: 'done' },
    ]);
    expect(results.rows[ORDER_ID]).toMatchObject({ state: 'running' });
  });

  it('is refused with the code that it has by itself', async () => {
    const { act, notes, results } = setUp([], 'execution-succeeded');
    expect(await act()).toEqual({ state: 'refused', code: 'execution-succeeded' });
    expect(notes[1]).toEqual({ result: 'refused', code: 'execution-succeeded' });
    expect(results.rows[ORDER_ID]).toMatchObject({ state: 'refused', code: 'execution-succeeded' });
  });

  it('runs by an earlier try whose answer was lost', async () => {
    const { act, results } = setUp([], 'execution-running');
    await results.begin(BULK_ID, ORDER_ID);
    expect(await act()).toEqual({ state: 'running' });
  });

  it('is failed where nobody knows what was done, until another try tells', async () => {
    const { act, notes, results } = setUp([], new TemporarilyUnavailable('ThrottlingException'));
    await expect(act()).rejects.toThrow(TemporarilyUnavailable);
    expect(results.rows[ORDER_ID]).toMatchObject({ state: 'failed', code: 'TemporarilyUnavailable' });
    expect(notes[1]).toEqual({ result: 'failed' });
  });

  it('asks for its mail with the same moment in each try', async () => {
    const { act, wished } = setUp([]);
    expect(await act('resend')).toEqual(wishedMail);
    await act('resend');
    expect(wished).toEqual([NOW.toISOString(), NOW.toISOString()]);
  });

  it('is the mail that is named, apart from others about its order, and refused where that is overtaken', async () => {
    const { resend, named, results, notes } = setUp([]);
    expect(await resend('OrderProcessed')).toEqual(wishedMail);
    expect(await resend('OrderCancelled')).toEqual({ state: 'refused', code: 'mail-overtaken' });
    expect(named).toEqual(['OrderProcessed', 'OrderCancelled']);
    expect(results.rows).toMatchObject({
      [`${ORDER_ID} OrderProcessed`]: wishedMail,
      [`${ORDER_ID} OrderCancelled`]: { state: 'refused' },
    });
    expect(notes[0]).toMatchObject({
      action: 'resend-confirmation',
      details: { occasion: 'OrderProcessed', bulkId: BULK_ID },
    });
  });

  it.each([
    [{ sentAt: WISHED_AT, outcome: 'delivered' }, { state: 'succeeded' }],
    [
      { sentAt: WISHED_AT, outcome: 'bounced' },
      { state: 'failed-again', error: 'bounced' },
    ],
    [
      { outcome: 'refused', outcomeAt: WISHED_AT },
      { state: 'failed-again', error: 'refused' },
    ],
  ] as const)('whose mail was asked for and is %o is told so', async (told, result) => {
    const { look, mails, results } = setUp([]);
    mails.push({ orderId: ORDER_ID, occasion: 'OrderProcessed', ...told });
    expect(await look(wishedMail)).toMatchObject(result);
    expect(results.rows[ORDER_ID]).toMatchObject(result);
  });

  it.each([
    undefined,
    { sentAt: '2026-11-03T11:00:00Z', outcome: 'bounced' },
    { sentAt: '2026-11-03T11:00:00Z', outcome: 'refused', outcomeAt: '2026-11-03T11:00:00Z' },
    { sentAt: WISHED_AT },
    { sentAt: WISHED_AT, outcome: 'delayed' },
  ] as const)('whose mail was asked for is looked at again while that is on its way: %o', async (told) => {
    const { look, mails } = setUp([]);
    if (told) mails.push({ orderId: ORDER_ID, occasion: 'OrderProcessed', ...told });
    await expect(look(wishedMail)).rejects.toMatchObject({ name: 'StillRunning' });
  });

  it.each([
    ['SUCCEEDED', { state: 'succeeded' }],
    ['FAILED', { state: 'failed-again', error: 'Lambda.Unknown' }],
    ['ABORTED', { state: 'failed-again', error: 'ABORTED' }],
  ] as const)('that was redriven and is %s is told so', async (status, result) => {
    const execution = anExecution({ status, ...(status === 'FAILED' && { error: 'Lambda.Unknown' }) });
    const { look, results } = setUp([execution]);
    expect(await look({ state: 'running' })).toEqual(result);
    expect(results.rows[ORDER_ID]).toMatchObject(result);
  });

  it('that runs still is looked at again, and one that was refused is not', async () => {
    const { look } = setUp([anExecution({ status: 'RUNNING' })]);
    await expect(look({ state: 'running' })).rejects.toMatchObject({ name: 'StillRunning' });
    expect(await look({ state: 'refused', code: 'order-decided' })).toEqual({
      state: 'refused',
      code: 'order-decided',
    });
  });
});

describe('a request for many mails', () => {
  const parse = (items: readonly object[], action = 'resend') =>
    bulkRequestSchema.safeParse({ id: BULK_ID, action, items }).error?.issues.map(({ path }) => path.join('.'));

  it('may name two mails of one order, and none twice', () => {
    const [one, other] = [
      { orderId: ORDER_ID, occasion: 'OrderProcessed' },
      { orderId: ORDER_ID, occasion: 'OrderCancelled' },
    ];
    expect(parse([one, other])).toBeUndefined();
    expect(parse([one, one])).toEqual(['items.1.orderId']);
    // Whichever tells how the order stands may be the same.
    expect(parse([one, { orderId: ORDER_ID }])).toEqual(['items.1.orderId']);
    expect(parse([{ orderId: ORDER_ID }, one])).toEqual(['items.1.orderId']);
  });

  it('names mails alone: a redrive has none', () => {
    expect(parse([{ orderId: ORDER_ID, occasion: 'OrderProcessed' }], 'redrive')).toEqual(['items.0.occasion']);
  });
});

const items = [{ orderId: ORDER_ID }, { orderId: '8K3M-9QXT-2V5H-A1BC' }, { orderId: '9K3M-9QXT-2V5H-A1BC' }];
const inputOf = (id: string): string =>
  JSON.stringify({ bulkId: id, action: 'redrive', requestedBy: 'sub-of-sue', tryFirst: true, items });
const aRun = (id: string, status: BulkRun['status'] = 'RUNNING', stoppedAt?: string): BulkRun => ({
  ...{ id, status, startedAt: NOW.toISOString(), stoppedAt, input: inputOf(id) },
});

describe('beginning with many orders', () => {
  const setUpStart = (runs: BulkRun[], held?: { id: string; at: string }) => {
    let holder = held;
    const start = createStartBulk({
      workflow: {
        start: async (id) => {
          if (runs.some((run) => run.id === id)) return 'already-exists';
          runs.push(aRun(id));
          return 'started';
        },
        describe: async (id) => runs.find((run) => run.id === id),
      },
      place: {
        held: async () => holder,
        take: async (id, before) => {
          if (holder?.id !== before) return false;
          holder = { id, at: NOW.toISOString() };
          return true;
        },
      },
      now: () => NOW,
    });
    return (id: string, more: object = {}) => start({ id, action: 'redrive', items, ...more }, 'sub-of-sue');
  };

  it('takes the place of one that has ended, and is the same however often it is asked for', async () => {
    const runs = [aRun('yesterday', 'SUCCEEDED')];
    const start = setUpStart(runs, { id: 'yesterday', at: NOW.toISOString() });
    expect(await start(BULK_ID)).toEqual({ id: BULK_ID });
    expect(await start(BULK_ID)).toEqual({ id: BULK_ID });
    expect(runs).toHaveLength(2);
    expect(await start(BULK_ID, { tryFirst: false })).toEqual({ refusal: 'bulk-id-reused' });
  });

  it('is refused while another runs, by the id of that', async () => {
    const start = setUpStart([aRun('other-one')], { id: 'other-one', at: NOW.toISOString() });
    expect(await start(BULK_ID)).toEqual({ refusal: 'bulk-running', running: 'other-one' });
  });

  it('waits a minute for one that took the place and has not begun, and no longer', async () => {
    const just = setUpStart([], { id: 'other-one', at: new Date(NOW.getTime() - 59_000).toISOString() });
    expect(await just(BULK_ID)).toEqual({ refusal: 'bulk-running', running: 'other-one' });
    const dead = setUpStart([], { id: 'other-one', at: new Date(NOW.getTime() - 60_000).toISOString() });
    expect(await dead(BULK_ID)).toEqual({ id: BULK_ID });
  });

  it('is taken by one of two', async () => {
    const start = setUpStart([]);
    const answers = await Promise.all([start('one-of-two'), start('two-of-two')]);
    expect(answers.filter((answer) => 'refusal' in answer)).toEqual([
      { refusal: 'bulk-running', running: 'one-of-two' },
    ]);
  });
});

describe('how it stands with many orders', () => {
  const show = (
    run: BulkRun,
    rows: Record<string, BulkResult>,
    executions: readonly Execution[] = [],
    mails: readonly TriedMail[] = [],
  ) =>
    createShowBulk({
      workflow: { describe: async () => run, newest: async () => [run.id] },
      reader: {
        definition: async () => ({ text: '{}', isNewest: true }),
        history: async () => ({ events: [] }),
        consoleUrl: () => 'https://console.example.com/',
      },
      results: ledger(rows),
      executions: bothMachines(fakeExecutions(executions)),
      mails: async () => [...mails],
      now: () => NOW,
    });

  it('counts every order, also those that were not begun', async () => {
    const progress = await show(aRun(BULK_ID), { [ORDER_ID]: { state: 'under-way' } }).progress(BULK_ID, 0);
    expect(progress?.counts).toEqual({ 'under-way': 1, 'not-begun': 2 });
    expect(progress).toMatchObject({ by: 'sue@example.com', count: 3 });
  });

  it('looks again at what ran still when the workflow was done with it', async () => {
    const run = aRun(BULK_ID, 'SUCCEEDED', NOW.toISOString());
    const found = show(run, { [ORDER_ID]: { state: 'running' } }, [anExecution({ status: 'FAILED', error: 'Oops' })]);
    expect((await found.progress(BULK_ID, 0))?.items[0]).toEqual({
      orderId: ORDER_ID,
      state: 'failed-again',
      error: 'Oops',
    });
  });

  it('looks again at mails that were on their way still, each by its name', async () => {
    const [one, other] = [
      { orderId: ORDER_ID, occasion: 'OrderProcessed' },
      { orderId: ORDER_ID, occasion: 'OrderCancelled' },
    ];
    const input = { bulkId: BULK_ID, action: 'resend', requestedBy: 'sub-of-sue', tryFirst: false };
    const run = {
      ...aRun(BULK_ID, 'SUCCEEDED', NOW.toISOString()),
      input: JSON.stringify({ ...input, items: [one, other] }),
    };
    const asked = (occasion: string): BulkResult => ({ state: 'running', mail: { occasion, wishedAt: WISHED_AT } });
    const rows = {
      [`${ORDER_ID} OrderProcessed`]: asked('OrderProcessed'),
      [`${ORDER_ID} OrderCancelled`]: asked('OrderCancelled'),
    };
    const sent = { sentAt: WISHED_AT };
    const mails = [
      { ...other, ...sent, outcome: 'delivered' as const },
      { ...one, ...sent, outcome: 'bounced' as const },
    ];
    expect((await show(run, rows, [], mails).progress(BULK_ID, 0))?.items).toMatchObject([
      { ...one, state: 'failed-again', error: 'bounced' },
      { ...other, state: 'succeeded' },
    ]);
  });

  it('knows not what was done where the answer never came', async () => {
    const ended = (ms: number) => aRun(BULK_ID, 'ABORTED', new Date(NOW.getTime() - ms).toISOString());
    const rows = { [ORDER_ID]: { state: 'under-way' } as const };
    expect((await show(ended(1_000), rows).progress(BULK_ID, 0))?.counts['under-way']).toBe(1);
    expect((await show(ended(16_000), rows).progress(BULK_ID, 0))?.counts.failed).toBe(1);
  });
});
