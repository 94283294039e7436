import { describe, expect, it, vi } from 'vitest';
import type { BulkExecution, BulkProgress, BulkRequest } from '../../../../lambdas/core/contract/bulk.ts';
import type { Answer } from '../../../../site/src/api/answer.ts';
import { createBulkList, createBulkStarter, createBulkStore } from '../../../../site/src/stores/support/bulk.ts';
import { events, noAnswer, ORDER_ID, ok, polling, problem } from './fakes.ts';

const ID = 'monday-morning';

const progressOf = (more: Partial<BulkProgress> = {}): BulkProgress => ({
  ...{ id: ID, action: 'redrive', count: 2, tryFirst: true, by: 'sue@example.com' },
  ...{ status: 'RUNNING', startedAt: '2026-11-03T12:00:00.000Z', counts: { 'under-way': 1, 'not-begun': 1 } },
  items: [{ orderId: ORDER_ID, state: 'under-way' }],
  ...more,
});
const done = progressOf({ status: 'SUCCEEDED', counts: { succeeded: 2 } });

const traceOf = (from: number, to: number, cursor?: string): BulkExecution => ({
  ...{ definition: '{}', definitionIsNewest: true, consoleUrl: 'https://console.example.com/' },
  ...{ events: events(from, to), ...(cursor !== undefined && { cursor }) },
});

/** The looks of a store at a bulk that stands so, one after the other; the last one stays. */
const setUp = (...looks: Answer<BulkProgress>[]) => {
  const calls: string[] = [];
  const told = { trace: ok(traceOf(1, 3)) as Answer<BulkExecution> };
  const api = {
    bulk: async (id: string, from: number) => {
      calls.push(`bulk ${id} ${from}`);
      return (looks.length > 1 ? looks.shift() : looks[0]) ?? noAnswer;
    },
    bulkExecution: async () => told.trace,
    bulkHistory: async (_id: string, cursor: string) => {
      calls.push(`history ${cursor}`);
      return ok({ events: events(4, 5) });
    },
    stopBulk: async (id: string, { reason }: { reason: string }) => {
      calls.push(`stop ${id} ${reason}`);
      return ok({ id });
    },
  };
  return { store: createBulkStore(api, polling, ID), calls, told, looks };
};

/** The looks that were made so far. */
const looksIn = (calls: readonly string[]): number => calls.filter((call) => call.startsWith('bulk ')).length;

/** Lets every look that is due come, and tells how many there were when no more came. */
const allLooks = async (calls: readonly string[]): Promise<number> => {
  let before = -1;
  while (looksIn(calls) !== before) {
    before = looksIn(calls);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  return before;
};

describe('a bulk that is looked at', () => {
  it('is followed while it runs, with its history, and no longer', async () => {
    const { store, calls, told } = setUp(ok(progressOf()), ok(progressOf({ counts: { succeeded: 1 } })), ok(done));
    told.trace = ok(traceOf(1, 3, 'more'));
    store.start();
    await vi.waitFor(() => expect(store.progress.value).toEqual(done));
    expect(await allLooks(calls)).toBe(3);
    expect(store.events.value.map(({ id }) => id)).toEqual([1, 2, 3, 4, 5]);
    expect(store.definition.value).toBe('{}');
    expect(calls).toContain('history more');
    expect(store.failure.value).toBeUndefined();
  });

  it.each([{ running: 1 }, { 'under-way': 1 }])(
    'is looked at again after its end while not all that it began is settled: %o',
    async (counts) => {
      const { store, calls } = setUp(ok(progressOf({ status: 'SUCCEEDED', counts })), ok(done));
      store.start();
      await vi.waitFor(() => expect(store.progress.value).toEqual(done));
      expect(await allLooks(calls)).toBe(2);
    },
  );

  it.each(['FAILED', 'ABORTED', 'TIMED_OUT'] as const)('is looked at once where it is %s', async (status) => {
    const { store, calls } = setUp(ok(progressOf({ status, counts: { 'not-begun': 2 } })));
    store.start();
    await vi.waitFor(() => expect(store.progress.value?.status).toBe(status));
    expect(await allLooks(calls)).toBe(1);
  });

  it('keeps what it showed where a look fails, tells why, and looks again', async () => {
    const { store, looks } = setUp(ok(progressOf()), noAnswer);
    const failures: unknown[] = [];
    store.failure.subscribe((failure) => void failures.push(failure?.kind));
    store.start();
    await vi.waitFor(() => expect(store.failure.value).toEqual({ kind: 'no-answer' }));
    expect(store.progress.value).toEqual(progressOf());
    looks.splice(0, looks.length, ok(done));
    await vi.waitFor(() => expect(store.progress.value).toEqual(done));
    expect(store.failure.value).toBeUndefined();
    expect(failures).toEqual([undefined, 'no-answer', undefined]);
  });

  it('shows how it stands though its execution cannot be shown', async () => {
    const { store, told } = setUp(ok(progressOf()));
    told.trace = problem(503, 'unavailable');
    const stop = store.start();
    await vi.waitFor(() => expect(store.failure.value).toMatchObject({ kind: 'problem' }));
    stop();
    expect(store.progress.value).toEqual(progressOf());
  });

  it.each([
    problem(404, 'bulk-not-found'),
    problem(403, 'forbidden'),
    { ok: false, failure: { kind: 'signed-out' } } as const,
  ])('is not looked at again where that would not mend it: %o', async (answer) => {
    const { store, calls } = setUp(answer);
    store.start();
    await vi.waitFor(() => expect(store.failure.value).toBeDefined());
    expect(await allLooks(calls)).toBe(1);
  });

  it('shows the page of its orders that was asked for last', async () => {
    const { store, calls } = setUp(ok(done));
    store.start();
    await allLooks(calls);
    store.show(100);
    await allLooks(calls);
    expect(calls.filter((call) => call.startsWith('bulk'))).toEqual([`bulk ${ID} 0`, `bulk ${ID} 100`]);
  });

  it('is stopped with a reason, and looked at at once', async () => {
    const { store, calls } = setUp(ok(done));
    store.start();
    await allLooks(calls);
    expect(await store.stop('It does not help')).toEqual(ok({ id: ID }));
    expect(await allLooks(calls)).toBe(2);
    expect(calls).toContain(`stop ${ID} It does not help`);
  });

  it('is not looked at once its page is left', async () => {
    const { store, calls } = setUp(ok(progressOf()));
    const stop = store.start();
    await vi.waitFor(() => expect(looksIn(calls)).toBeGreaterThan(1));
    stop();
    const before = await allLooks(calls);
    expect(looksIn(calls)).toBe(before);
  });
});

describe('the newest bulks', () => {
  it('stay where they cannot be asked for again, with why', async () => {
    const { items: _, counts: __, ...summary } = done;
    const answers: Answer<{ bulks: (typeof summary)[] }>[] = [ok({ bulks: [summary] }), noAnswer];
    const list = createBulkList({ bulks: async () => answers.shift() ?? noAnswer });
    await list.load();
    expect(list.bulks.value).toEqual([summary]);
    expect(list.failure.value).toBeUndefined();
    await list.load();
    expect(list.bulks.value).toEqual([summary]);
    expect(list.failure.value).toEqual({ kind: 'no-answer' });
  });
});

describe('a bulk that is begun', () => {
  const wish: Omit<BulkRequest, 'id'> = { action: 'redrive', items: [{ orderId: ORDER_ID }] };
  const setUpStart = (...answers: Answer<{ id: string }>[]) => {
    const ids: string[] = [];
    let made = 0;
    const start = createBulkStarter(
      {
        startBulk: async ({ id }) => {
          ids.push(id);
          return answers.shift() ?? ok({ id });
        },
      },
      () => `key-${made++}`,
    );
    return { start, ids };
  };

  it('is the same one again where no answer came, and another for another wish', async () => {
    const { start, ids } = setUpStart(noAnswer, noAnswer);
    await start(wish);
    await start(wish);
    await start({ ...wish, tryFirst: false });
    expect(ids).toEqual(['key-0', 'key-0', 'key-1']);
  });

  it.each([ok({ id: 'key-0' }), problem(409, 'bulk-running')])('is a new one after an answer: %o', async (answer) => {
    const { start, ids } = setUpStart(answer);
    await start(wish);
    await start(wish);
    expect(ids).toEqual(['key-0', 'key-1']);
  });
});
