import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { systemClock } from '../../src/kit/clock.ts';
import { failedIds } from '../../src/kit/sqs-source/batch-response.ts';
import { createPace, DEFAULT_PACING } from '../../src/kit/sqs-source/pacing.ts';

describe('a partial batch response', () => {
  const given = new Set(['a', 'b']);

  it.each(['null', '""', '"text"', '{}', '[]', '{"batchItemFailures":null}', '{"batchItemFailures":[]}', 'no json'])(
    'takes %s for all done',
    (answer) => expect([...failedIds(answer, given)]).toEqual([]),
  );

  it('keeps the items that are named', () => {
    expect([...failedIds('{"batchItemFailures":[{"itemIdentifier":"b"}]}', given)]).toEqual(['b']);
  });

  it.each([
    '{"batchItemFailures":[{"itemIdentifier":"b"},{"itemIdentifier":"unknown"}]}',
    '{"batchItemFailures":[{"itemIdentifier":""}]}',
    '{"batchItemFailures":[{"itemIdentifier":null}]}',
    '{"batchItemFailures":[{}]}',
    '{"batchItemFailures":"a"}',
  ])('keeps the whole batch on %s', (answer) => expect([...failedIds(answer, given)]).toEqual(['a', 'b']));
});

describe('the pace of a poller', () => {
  beforeEach(() => vi.useFakeTimers());
  afterEach(() => vi.useRealTimers());

  /** Milliseconds until the queue may be asked again. */
  const wait = async (pace: ReturnType<typeof createPace>, atMost = 10_000) => {
    const started = Date.now();
    let ready: number | undefined;
    void pace.ready(new AbortController().signal).then(() => {
      ready = Date.now() - started;
    });
    while (ready === undefined && Date.now() - started < atMost) await vi.advanceTimersByTimeAsync(10);
    return ready;
  };

  it('asks at once when nothing came for a while', async () => {
    const pace = createPace(DEFAULT_PACING, systemClock);
    expect(await wait(pace)).toBeLessThanOrEqual(10);
    pace.begin(false)(true);
    await vi.advanceTimersByTimeAsync(100);
    expect(await wait(pace)).toBeLessThanOrEqual(10);
  });

  it('lets messages gather after a batch that was not full', async () => {
    const pace = createPace(DEFAULT_PACING, systemClock);
    pace.begin(false)(true);
    expect(await wait(pace)).toBe(60);
  });

  it('asks at once after a full batch, beside it, up to its concurrency', async () => {
    const pace = createPace({ ...DEFAULT_PACING, maxConcurrency: 2 }, systemClock);
    pace.begin(true);
    expect(await wait(pace)).toBeLessThanOrEqual(10);
    const ended = pace.begin(true);
    const waiting = wait(pace);
    await vi.advanceTimersByTimeAsync(1000);
    ended(true);
    expect(await waiting).toBeGreaterThanOrEqual(1000);
  });

  it('does not wait for a slow batch', async () => {
    const pace = createPace(DEFAULT_PACING, systemClock);
    pace.begin(false);
    expect(await wait(pace)).toBe(200);
  });

  it('fetches nothing more while a batch waits for a throttled target', async () => {
    const pace = createPace(DEFAULT_PACING, systemClock);
    pace.begin(true);
    const release = pace.hold();
    const waiting = wait(pace);
    await vi.advanceTimersByTimeAsync(5000);
    release();
    expect(await waiting).toBeGreaterThanOrEqual(5000);
  });

  it('waits longer with each failure, and no longer after a success', async () => {
    const pace = createPace(DEFAULT_PACING, systemClock);
    const waits: (number | undefined)[] = [];
    for (let failure = 0; failure < 4; failure += 1) {
      pace.begin(false)(false);
      waits.push(await wait(pace));
    }
    expect(waits).toEqual([100, 200, 400, 800]);
    pace.begin(false)(true);
    pace.begin(false)(false);
    expect(await wait(pace)).toBe(100);
  });

  it('ends with the poller', async () => {
    const pace = createPace(DEFAULT_PACING, systemClock);
    pace.failed();
    const stopping = new AbortController();
    const ready = pace.ready(stopping.signal);
    stopping.abort();
    await expect(ready).resolves.toBeUndefined();
  });
});
