import { describe, expect, it } from 'vitest';
import type {
  AttentionItem,
  FailureGroup,
  Failures,
  FailuresQuery,
} from '../../../../lambdas/core/contract/attention.ts';
import type { Answer } from '../../../../site/src/api/answer.ts';
import { createGroupMembers } from '../../../../site/src/stores/support/failure-list.ts';
import { noAnswer, ok } from './fakes.ts';

const group: FailureGroup = {
  ...{ machine: 'OrderProcessing', stopped: false, state: 'PersistOrder', error: 'Broken' },
  ...{ count: 4, oldest: '2025-11-03T12:00:00.000Z' },
};
const item = (name: string, status: 'FAILED' | 'ABORTED' = 'FAILED'): AttentionItem => ({
  ...{ orderId: name, problem: 'failed', since: '2025-11-03T12:00:00.000Z' },
  execution: { machine: 'OrderProcessing', name, status },
  failure: { state: 'PersistOrder', error: 'Broken' },
});

const setUp = (pages: Record<string, Answer<Failures>>) => {
  const queries: FailuresQuery[] = [];
  const failures = async (query: FailuresQuery) => {
    queries.push(query);
    return pages[query.cursor ?? 'first'] ?? noAnswer;
  };
  return { queries, pages, members: createGroupMembers({ failures }, group) };
};
const names = (items: readonly AttentionItem[] | undefined) => items?.map(({ execution }) => execution?.name);

describe('the members of a group of failures', () => {
  it('come page by page, of its cause alone, and over pages that hold none', async () => {
    const { members, queries } = setUp({
      first: ok({ failures: [item('A'), item('B', 'ABORTED')], cursor: 'two' }),
      two: ok({ failures: [item('C', 'ABORTED')], cursor: 'three' }),
      three: ok({ failures: [item('D')] }),
    });
    expect(await members.more()).toBe(1);
    expect([names(members.items.value), members.hasMore.value]).toEqual([['A'], true]);
    expect(queries).toEqual([
      { machine: 'OrderProcessing', state: 'PersistOrder', error: 'Broken', status: undefined, cursor: undefined },
    ]);
    expect(await members.more()).toBe(1);
    expect([names(members.items.value), members.hasMore.value]).toEqual([['A', 'D'], false]);
    expect(await members.more()).toBe(0);
  });

  it('stay in sight where a further page, or a look at them anew, fails', async () => {
    const { members, pages } = setUp({ first: ok({ failures: [item('A')], cursor: 'two' }) });
    await members.more();
    expect(await members.more()).toBe(0);
    expect(members.failure.value).toEqual({ kind: 'no-answer' });
    pages.first = noAnswer;
    await members.refresh();
    expect(names(members.items.value)).toEqual(['A']);
  });

  it('are fetched up to the last one, also where they are just being looked at anew', async () => {
    const { members } = setUp({
      first: ok({ failures: [item('A')], cursor: 'two' }),
      two: ok({ failures: [item('B')], cursor: 'three' }),
      three: ok({ failures: [item('C')] }),
    });
    void members.more();
    await members.upTo(500);
    expect(names(members.items.value)).toEqual(['A', 'B', 'C']);

    const other = setUp({
      first: ok({ failures: [item('A')], cursor: 'two' }),
      two: ok({ failures: [item('B')], cursor: 'three' }),
    }).members;
    await other.upTo(2);
    expect(names(other.items.value)).toEqual(['A', 'B']);
    await other.upTo(500);
    expect([names(other.items.value), other.failure.value]).toEqual([['A', 'B'], { kind: 'no-answer' }]);
  });

  it('are looked at anew as far as they are shown, and what is gone is not chosen any more', async () => {
    const { members, pages } = setUp({
      first: ok({ failures: [item('A'), item('B')], cursor: 'two' }),
      two: ok({ failures: [item('C')] }),
    });
    await members.refresh();
    expect(members.items.value).toBeUndefined();
    await members.more();
    await members.more();
    members.select('A', true);
    members.select('B', true);
    members.select('B', false);
    members.select('C', true);
    pages.first = ok({ failures: [item('B')], cursor: 'two' });
    await members.refresh();
    expect(names(members.items.value)).toEqual(['B', 'C']);
    expect([...members.selected.value]).toEqual(['C']);
  });
});
