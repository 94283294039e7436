import { batch, type ReadonlySignal, signal } from '@preact/signals';
import type { AttentionItem, FailureGroup } from '../../../../lambdas/core/contract/attention.ts';
import type { Failure } from '../../api/answer.ts';
import type { SupportApi } from '../../api/support-api.ts';

/** The open failures of one cause, page by page. */
export interface GroupMembers {
  /** Oldest first; undefined until they were asked for. */
  readonly items: ReadonlySignal<readonly AttentionItem[] | undefined>;
  /** Whether there are, or may be, others behind them. */
  readonly hasMore: ReadonlySignal<boolean>;
  readonly loading: ReadonlySignal<boolean>;
  /** Why the last page did not come. */
  readonly failure: ReadonlySignal<Failure | undefined>;
  /** The executions that are chosen to be acted on, by their names. */
  readonly selected: ReadonlySignal<ReadonlySet<string>>;
  select(executionName: string, isSelected: boolean): void;
  /** Fetches the next page, or the first; how many failures it brought. */
  more(): Promise<number>;
  /** Fetches anew as much as is shown; what is shown stays where that fails. */
  refresh(): Promise<void>;
}

/** Whether a failure is one of a group. */
export const isOfGroup = (group: FailureGroup, { problem, execution, failure }: AttentionItem): boolean =>
  problem === 'failed' &&
  execution?.machine === group.machine &&
  (execution.status === 'ABORTED') === group.stopped &&
  failure?.state === group.state &&
  failure?.error === group.error;

/** A page of the API may hold few failures of a group, or none, and have a next one. */
const MAX_CALLS = 10;

/** The members of a group, of which none is asked for yet. */
export const createGroupMembers = (api: Pick<SupportApi, 'failures'>, group: FailureGroup): GroupMembers => {
  const items = signal<readonly AttentionItem[] | undefined>(undefined);
  const hasMore = signal(true);
  const loading = signal(false);
  const failure = signal<Failure | undefined>(undefined);
  const selected = signal<ReadonlySet<string>>(new Set());
  let cursor: string | undefined;

  /** At least so many more than are given, from a place on. */
  const fetch = async (count: number, from: string | undefined) => {
    const found: AttentionItem[] = [];
    let next = from;
    for (let calls = 0; calls < MAX_CALLS; calls += 1) {
      const { machine, state, error } = group;
      const status = group.stopped ? ('ABORTED' as const) : undefined;
      const answer = await api.failures({ machine, state, error, status, cursor: next });
      if (!answer.ok) return answer;
      found.push(...answer.value.failures.filter((item) => isOfGroup(group, item)));
      next = answer.value.cursor;
      if (next === undefined || found.length >= count) break;
    }
    return { ok: true as const, found, next };
  };

  const run = async (count: number, isMore: boolean): Promise<number> => {
    if (loading.peek() || (isMore && !hasMore.peek())) return 0;
    loading.value = true;
    const before = isMore ? (items.peek() ?? []) : [];
    const page = await fetch(count, isMore ? cursor : undefined);
    batch(() => {
      loading.value = false;
      failure.value = page.ok ? undefined : page.failure;
      if (!page.ok) return;
      cursor = page.next;
      hasMore.value = cursor !== undefined;
      items.value = [...before, ...page.found];
      // What is not shown any more is not acted on.
      const names = new Set(items.value.map(({ execution }) => execution?.name ?? ''));
      selected.value = new Set([...selected.peek()].filter((name) => names.has(name)));
    });
    return page.ok ? page.found.length : 0;
  };

  return {
    items,
    hasMore,
    loading,
    failure,
    selected,
    select: (name, isSelected) => {
      const next = new Set(selected.peek());
      if (isSelected) next.add(name);
      else next.delete(name);
      selected.value = next;
    },
    more: () => run(1, true),
    refresh: async () => {
      const shown = items.peek()?.length;
      if (shown !== undefined) await run(shown, false);
    },
  };
};
