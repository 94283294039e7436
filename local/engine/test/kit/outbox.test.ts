import { describe, expect, it } from 'vitest';
import { AwsError } from '../../src/aws-error.ts';
import { retryOrBury } from '../../src/kit/burial.ts';
import { createOutbox, type Delivery, type Ledger, type Owed, type Unpaid } from '../../src/kit/outbox.ts';
import { createManualClock } from '../../src/testing/clock.ts';

type Stored = Owed<string> & { readonly nextAt: number };

/** A ledger in memory, with what it holds. */
const memoryLedger = () => {
  const rows = new Map<number, Stored>();
  const ledger: Ledger<string> = {
    add: (item, acceptedAt) => {
      const id = rows.size + 1;
      rows.set(id, { id, item, attempts: 0, acceptedAt, nextAt: acceptedAt });
      return id;
    },
    postpone: (id, attempts, nextAt) => {
      const row = rows.get(id);
      if (row) rows.set(id, { ...row, attempts, nextAt });
    },
    remove: (id) => void rows.delete(id),
    all: () => [...rows.values()],
  };
  return { ledger, rows };
};

const create = (attempt: (item: string) => Promise<void>, changes: Partial<Delivery<string, void>> = {}) => {
  const clock = createManualClock();
  const { ledger, rows } = memoryLedger();
  const done: string[] = [];
  const delivery: Delivery<string, void> = {
    attempt: ({ item }) => attempt(item),
    succeeded: ({ item }) => void done.push(item),
    failed: ({ attempts }) => ({ afterMs: 1000, attempts: attempts + 1 }),
    broken: ({ item }) => void done.push(`broken ${item}`),
    ...changes,
  };
  return { clock, rows, done, outbox: (atOnce?: number) => createOutbox(clock, ledger, delivery, atOnce) };
};

describe('an outbox', () => {
  it('attempts what it owes and then forgets it', async () => {
    const { clock, rows, done, outbox } = create(async () => {});
    const box = outbox();
    box.start();
    box.owe('a')();
    expect(rows.size).toBe(1);
    await clock.advance(0);
    expect([done, rows.size]).toEqual([['a'], 0]);
  });

  it('keeps what was owed before its start or at its stop for the next one', async () => {
    const { clock, rows, done, outbox } = create(async () => {});
    outbox().owe('early')();
    const stopped = outbox();
    stopped.start();
    stopped.stop();
    await clock.advance(0);
    expect([done, rows.size]).toEqual([[], 1]);
    outbox().start();
    await clock.advance(0);
    expect([done, rows.size]).toEqual([['early'], 0]);
  });

  it('tries again after a pause, also when the wall clock steps back an hour', async () => {
    let failures = 2;
    const { clock, done, outbox } = create(async () => {
      if (failures > 0) {
        failures -= 1;
        throw new Error('no');
      }
    });
    const box = outbox();
    box.start();
    box.owe('a')();
    await clock.advance(0);
    clock.step(-3_600_000);
    await clock.advance(1999);
    expect(done).toEqual([]);
    await clock.advance(1);
    expect(done).toEqual(['a']);
  });

  it('counts the age of what it owes in steady time, whatever the wall clock does', async () => {
    const ages: number[] = [];
    const failed = ({ ageMs, attempts }: Unpaid<string>) => {
      ages.push(ageMs);
      return attempts < 2 ? { afterMs: 1000, attempts: attempts + 1 } : undefined;
    };
    const { clock, rows, outbox } = create(() => Promise.reject(new Error('no')), { failed });
    const box = outbox();
    box.start();
    box.owe('a')();
    await clock.advance(0);
    for (const step of [-3_600_000, 7_200_000]) {
      clock.step(step);
      await clock.advance(1000);
    }
    expect([ages, rows.size]).toEqual([[0, 1000, 2000], 0]);
  });

  it('takes up what a restart finds when it is due, though the wall clock stepped before the stop', async () => {
    const { clock, done, outbox } = create(async () => {});
    const first = outbox();
    first.start();
    clock.step(-3_600_000);
    first.owe('a');
    first.stop();
    clock.step(3_600_000);
    outbox().start();
    await clock.advance(0);
    expect(done).toEqual(['a']);
  });

  it('has no more attempts under way than it may', async () => {
    const ends: (() => void)[] = [];
    const { clock, outbox } = create(() => new Promise((resolve) => ends.push(resolve)));
    const box = outbox(2);
    box.start();
    for (const item of ['a', 'b', 'c']) box.owe(item)();
    await clock.advance(0);
    expect(ends).toHaveLength(2);
    ends[0]?.();
    await clock.advance(0);
    expect(ends).toHaveLength(3);
  });

  it('gives up an item whose end cannot be dealt with', async () => {
    const failed = () => {
      throw new Error('worse');
    };
    const { clock, rows, done, outbox } = create(() => Promise.reject(new Error('no')), { failed });
    const box = outbox();
    box.start();
    box.owe('a')();
    await clock.advance(0);
    expect([done, rows.size]).toEqual([['broken a'], 0]);
  });
});

describe('a delivery that failed', () => {
  const owed: Unpaid<string> = { id: 1, item: 'a', attempts: 0, acceptedAt: 0, ageMs: 0 };
  const setUp = (grave?: string, refusal?: Error) => {
    const lines: string[] = [];
    const failed = retryOrBury<string>({
      owner: 'target',
      retry: ({ attempts }) => (attempts < 1 ? { afterMs: 10, attempts: attempts + 1 } : undefined),
      grave: () => grave,
      bury: async () => {
        if (refusal) throw refusal;
      },
      retriesBurial: false,
      log: (_owed, text) => void lines.push(text),
    });
    return { lines, failed: (one: Unpaid<string>, error: Error) => failed(one, error, () => false) };
  };

  it('is retried, and the log says so once', async () => {
    const { lines, failed } = setUp();
    expect(await failed(owed, new Error('no'))).toEqual({ afterMs: 10, attempts: 1 });
    expect(lines).toEqual(['the delivery failed and is retried: no']);
  });

  it('is not retried where the client is at fault, and is discarded without a dead-letter queue', async () => {
    const { lines, failed } = setUp();
    expect(await failed(owed, new AwsError('AccessDenied', 'no', 403))).toBeUndefined();
    expect(lines).toEqual(['discarded, the target has no dead-letter queue: no']);
  });

  it('is buried once no attempt is left', async () => {
    const { lines, failed } = setUp('arn:dlq');
    await failed({ ...owed, attempts: 1 }, new Error('no'));
    expect(lines).toEqual(['moved to the dead-letter queue arn:dlq: no']);
  });

  it('is discarded where its dead-letter queue does not take it', async () => {
    const { lines, failed } = setUp('arn:dlq', new Error('full'));
    await failed({ ...owed, attempts: 1 }, new Error('no'));
    expect(lines).toEqual(['discarded, the dead-letter queue arn:dlq did not take it: full']);
  });
});
