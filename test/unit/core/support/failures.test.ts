import { describe, expect, it } from 'vitest';
import type { ExecutionStatus } from '../../../../lambdas/core/contract/failure.ts';
import type { HistoryEvent } from '../../../../lambdas/core/contract/support.ts';
import { readEnding } from '../../../../lambdas/core/support/failure.ts';
import { createListFailures } from '../../../../lambdas/core/support/list-failures.ts';
import { createMailTroubles } from '../../../../lambdas/core/support/mail-troubles.ts';
import { createNoteEnding } from '../../../../lambdas/core/support/note-ending.ts';
import { createNotifyOperations } from '../../../../lambdas/core/support/notify-operations.ts';
import { createOnExecutionChanged } from '../../../../lambdas/core/support/on-execution-changed.ts';
import { createOpenFailures } from '../../../../lambdas/core/support/open-failures.ts';
import {
  aHistory,
  bothMachines,
  aFailedHistory as failed,
  fakeExecutions,
  fakeFailures,
  fakeSearch,
  noMails,
} from './fakes.ts';

const ID = '7K3M-9QXT-2V5H-A1BC';
const now = () => new Date('2025-11-03T13:00:00Z');
const machine = 'OrderProcessing';
const then = (...events: Parameters<typeof aHistory>): HistoryEvent[] => [
  ...failed,
  ...aHistory(...events).map((event) => ({ ...event, id: event.id + failed.length })),
];
const redriven = then(['ExecutionRedriven', 7, { redriveCount: 1 }]);
const succeeded = then(['ExecutionRedriven', 7, { redriveCount: 1 }], ['ExecutionSucceeded', 8]);
const failedAgain = then(['ExecutionRedriven', 7, { redriveCount: 1 }], ['ExecutionFailed', 8, { error: 'Again' }]);

const setUp = () => {
  const index = fakeFailures(now);
  const note = createNoteEnding(index);
  return {
    index,
    /** An event of a status, at whose time the history is as given. */
    tell: async (status: ExecutionStatus, redriveCount: number, history: HistoryEvent[], name = ID) =>
      note(
        { machine, name },
        { status, redriveCount },
        await readEnding(fakeExecutions([], { [name]: history }), name),
      ),
    open: async () => (await index.list({ limit: 100 })).map(({ name, failure }) => [name, failure.error]),
  };
};

describe('the index of failures', () => {
  it('holds a failure once, however often it is told', async () => {
    const { tell, open } = setUp();
    await tell('FAILED', 0, failed);
    await tell('FAILED', 0, failed);
    expect(await open()).toEqual([[ID, 'Broken']]);
  });

  it('follows redrives: taken up, failed again, succeeded', async () => {
    const { tell, open, index } = setUp();
    await tell('FAILED', 0, failed);
    await tell('RUNNING', 1, redriven);
    expect(await open()).toEqual([]);
    expect(await index.lastSettledAt()).toBeUndefined();
    await tell('FAILED', 1, failedAgain);
    expect(await open()).toEqual([[ID, 'Again']]);
    await tell('SUCCEEDED', 1, then(['ExecutionRedriven', 7, {}], ['X', 8], ['X', 9], ['ExecutionSucceeded', 8]));
    expect(await open()).toEqual([]);
    expect(await index.lastSettledAt()).toBe(now().toISOString());
  });

  it.each<[string, [ExecutionStatus, number, HistoryEvent[]][]]>([
    [
      'came late',
      [
        ['SUCCEEDED', 1, succeeded],
        ['FAILED', 0, succeeded],
      ],
    ],
    [
      'was handled late',
      [
        ['SUCCEEDED', 1, succeeded],
        ['FAILED', 0, failed],
      ],
    ],
    [
      'was handled after the redrive began',
      [
        ['FAILED', 0, redriven],
        ['SUCCEEDED', 1, succeeded],
        ['RUNNING', 1, redriven],
      ],
    ],
  ])('shows no settled failure whose event %s', async (_, events) => {
    const { tell, open } = setUp();
    for (const event of events) await tell(...event);
    expect(await open()).toEqual([]);
  });

  it('leaves a failure again as soon as another execution is started in its place, for good', async () => {
    const { tell, open } = setUp();
    await tell('FAILED', 0, failed);
    await tell('RUNNING', 0, failed.slice(0, 5), `${ID}-2`);
    expect(await open()).toEqual([]);
    await tell('FAILED', 0, failed);
    expect(await open()).toEqual([]);
    await tell('TIMED_OUT', 0, failed, `${ID}-2`);
    expect(await open()).toEqual([[`${ID}-2`, 'Broken']]);
  });

  it('is asked again later where the history does not show yet what was told', async () => {
    const { tell, index } = setUp();
    await expect(tell('FAILED', 0, failed.slice(0, 5))).rejects.toThrow('does not show');
    await expect(tell('SUCCEEDED', 1, redriven)).rejects.toThrow('does not show');
    expect(index.calls).toEqual([]);
  });
});

describe('a change of an execution', () => {
  const changed = (status: ExecutionStatus, onIndex: object = {}) => {
    const alerts: unknown[] = [];
    const index = { ...fakeFailures(now), ...onIndex };
    const run = createOnExecutionChanged(
      () => fakeExecutions([], { [ID]: failed }),
      createNoteEnding(index),
      createNotifyOperations({ alert: async (alert) => void alerts.push(alert) }, 'https://shop.example.com/'),
    );
    return { alerts, index, done: run({ name: ID, status, redriveCount: 0 }) };
  };

  it('is told to operations where it ends badly, and to the index either way', async () => {
    const failing = changed('FAILED');
    await failing.done;
    expect([failing.alerts.length, failing.index.rows.size]).toEqual([1, 1]);
    const running = changed('RUNNING');
    await running.done;
    expect([running.alerts.length, running.index.rows.size]).toEqual([0, 1]);
  });

  it('is told to operations also where the index cannot be written, and then fails to be tried again', async () => {
    const open = async () => {
      throw new Error('injected');
    };
    const { alerts, done } = changed('FAILED', { open });
    await expect(done).rejects.toThrow('injected');
    expect(alerts).toHaveLength(1);
  });
});

describe('the list of failures', () => {
  const idOf = (index: number): string => `${String(index).padStart(4, '0')}-AAAA-AAAA-AAAA`;
  const listOf = async (count: number) => {
    const index = fakeFailures(now);
    for (let at = 0; at < count; at += 1) {
      await index.open({
        ...{ machine, name: idOf(at), status: at % 10 === 9 ? 'ABORTED' : 'FAILED', version: 1 },
        stoppedAt: new Date(Date.parse('2025-11-03T10:00:00Z') + at * 1000).toISOString(),
        failure: { state: at % 2 === 0 ? 'PersistOrder' : 'ValidateOrder', error: at % 3 === 0 ? 'Broken' : 'Slow' },
      });
    }
    const search = fakeSearch([]);
    const executions = bothMachines(fakeExecutions());
    const mails = createMailTroubles({ search, ...noMails, now }, 21);
    return createListFailures(index, createOpenFailures({ search, mails, executions, index, now }));
  };
  const all = async (list: Awaited<ReturnType<typeof listOf>>, query: Parameters<typeof list>[0]) => {
    const found: string[] = [];
    for (let cursor: string | undefined, pages = 0; pages === 0 || cursor !== undefined; pages += 1) {
      expect(pages).toBeLessThan(100);
      const page = await list({ ...query, ...(cursor !== undefined && { cursor }) });
      if (page === 'bad-cursor') throw new Error('its own cursor is refused');
      expect(page.failures.length).toBeLessThanOrEqual(20);
      found.push(...page.failures.map(({ orderId }) => orderId));
      cursor = page.cursor;
    }
    return found;
  };
  const numbers = Array.from({ length: 300 }, (_, at) => at);

  it.each([
    [{}, () => true],
    [{ state: 'PersistOrder', error: 'Broken' }, (at: number) => at % 6 === 0],
    [{ state: 'ValidateOrder' }, (at: number) => at % 2 === 1],
    [{ error: 'Slow', status: 'ABORTED' as const }, (at: number) => at % 3 !== 0 && at % 10 === 9],
    [{ machine: 'OrderCancellation' as const }, () => false],
  ])('by %j is every one that fits, once, oldest first, page after page', async (query, fits) => {
    expect(await all(await listOf(300), query)).toEqual(numbers.filter(fits).map(idOf));
  });

  it('goes on where few fit, by a page that is short', async () => {
    const page = await (await listOf(700))({ error: 'None' });
    expect(page).toMatchObject({ failures: [], cursor: expect.any(String), more: true });
  });

  it('counts the causes on its first page alone', async () => {
    const list = await listOf(30);
    const first = await list({});
    expect(first).toMatchObject({ more: false, groups: expect.any(Array), cursor: expect.any(String) });
    if (first === 'bad-cursor' || first.cursor === undefined) throw new Error('no cursor');
    expect(await list({ cursor: first.cursor })).not.toHaveProperty('groups');
  });

  it.each(['', 'x', btoa('[]'), btoa('2025-11-03T10:00:00Z#Other#A'), btoa(`2025#${machine}#${'a'.repeat(99)}`)])(
    'takes %j for no cursor',
    async (cursor) => {
      expect(await (await listOf(1))({ cursor })).toBe('bad-cursor');
    },
  );
});
