import { describe, expect, it } from 'vitest';
import type { Activity, ActivityEntry } from '../../../../lambdas/core/contract/activity.ts';
import type { Answer } from '../../../../site/src/api/answer.ts';
import { createOrderActivity } from '../../../../site/src/stores/support/order-activity.ts';

const entry = (text: string): ActivityEntry => ({ at: '2026-11-03T12:00:00.000Z', action: 'note', by: 'sue', text });
const answers = (...entries: ActivityEntry[]): Answer<Activity> => ({ ok: true, value: { entries, more: false } });

describe('what support did about an order', () => {
  it('is looked at, and again once a note is kept', async () => {
    const kept: ActivityEntry[] = [];
    const store = createOrderActivity(
      {
        activity: async ({ orderId }) => {
          expect(orderId).toBe('A');
          return answers(...kept);
        },
        note: async (orderId, { text = '' }) => {
          kept.push(entry(text));
          return { ok: true, value: { orderId, entry: entry(text) } };
        },
      },
      'A',
    );
    expect(store.activity.value).toBeUndefined();
    await store.look();
    expect(store.activity.value?.entries).toEqual([]);
    await store.note({ text: 'Called back.' });
    expect(store.activity.value?.entries).toEqual([entry('Called back.')]);
  });

  it('stays as it was where a look fails, which is told', async () => {
    let isDown = false;
    const store = createOrderActivity(
      {
        activity: async () => (isDown ? { ok: false, failure: { kind: 'no-answer' } } : answers(entry('one'))),
        note: async () => ({ ok: false, failure: { kind: 'no-answer' } }),
      },
      'A',
    );
    await store.look();
    isDown = true;
    await store.look();
    expect(store.activity.value?.entries).toEqual([entry('one')]);
    expect(store.failure.value).toEqual({ kind: 'no-answer' });
    expect(await store.note({ text: 'two' })).toEqual({ ok: false, failure: { kind: 'no-answer' } });
  });

  it('is that of the newest look, whichever comes back last', async () => {
    const looks: ((answer: Answer<Activity>) => void)[] = [];
    const store = createOrderActivity(
      {
        activity: () => new Promise((resolve) => looks.push(resolve)),
        note: async () => ({ ok: false, failure: { kind: 'no-answer' } }),
      },
      'A',
    );
    const [older, newer] = [store.look(), store.look()];
    looks[1]?.(answers(entry('new')));
    looks[0]?.(answers(entry('old')));
    await Promise.all([older, newer]);
    expect(store.activity.value?.entries).toEqual([entry('new')]);
  });

  it('tells who takes care of it: whoever said so last, unless they said that they do no more', async () => {
    const act = (action: 'claim' | 'release' | 'note', by: string): ActivityEntry => ({ ...entry(''), action, by });
    const takenBy = async (...newestFirst: ActivityEntry[]) => {
      const store = createOrderActivity(
        {
          activity: async () => answers(...newestFirst),
          note: async () => ({ ok: false, failure: { kind: 'no-answer' } }),
        },
        'A',
      );
      await store.look();
      return store.takenBy.value?.by;
    };
    expect(await takenBy()).toBeUndefined();
    expect(await takenBy(act('note', 'bob'), act('claim', 'sue'))).toBe('sue');
    expect(await takenBy(act('claim', 'bob'), act('release', 'sue'), act('claim', 'sue'))).toBe('bob');
    expect(await takenBy(act('release', 'bob'), act('claim', 'sue'))).toBeUndefined();
  });
});
