import { batch, type ReadonlySignal, signal } from '@preact/signals';
import type { AttentionItem, FailureGroup, FailuresQuery } from '../../../../lambdas/core/contract/attention.ts';
import type { Failure } from '../../api/answer.ts';
import type { SupportApi } from '../../api/support-api.ts';
import { createSelection, type Selection } from './selection.ts';

/** Some of the open failures, page by page; executions are chosen by their names. */
export interface FailureList extends Omit<Selection, 'keep'> {
  /** Oldest first; undefined until they were asked for. */
  readonly items: ReadonlySignal<readonly AttentionItem[] | undefined>;
  /** All causes that there are, as the first page told last. */
  readonly groups: ReadonlySignal<readonly FailureGroup[]>;
  /** Whether there are, or may be, others behind them. */
  readonly hasMore: ReadonlySignal<boolean>;
  readonly loading: ReadonlySignal<boolean>;
  /** Why the last page did not come. */
  readonly failure: ReadonlySignal<Failure | undefined>;
  /** Fetches the next page, or the first; how many failures it brought. */
  more(): Promise<number>;
  /** Fetches all, or about so many; waits for what is being fetched. */
  upTo(most: number): Promise<void>;
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

/** A page of the API may hold few failures of a group, or none, and have a next one: so many calls more than full pages take. */
const MAX_CALLS = 10;
const FULL_PAGE = 20;

/** Open failures that are not asked for yet: those that the API finds, as far as they are wanted. */
export const createFailureList = (
  api: Pick<SupportApi, 'failures'>,
  query: Omit<FailuresQuery, 'cursor'>,
  isWanted: (item: AttentionItem) => boolean = () => true,
): FailureList => {
  const groups = signal<readonly FailureGroup[]>([]);
  const items = signal<readonly AttentionItem[] | undefined>(undefined);
  const hasMore = signal(true);
  const loading = signal(false);
  const failure = signal<Failure | undefined>(undefined);
  const { selected, select, keep } = createSelection();
  let cursor: string | undefined;
  let underWay: Promise<number> = Promise.resolve(0);

  /** At least so many more than are given, from a place on. */
  const fetch = async (count: number, from: string | undefined) => {
    const found: AttentionItem[] = [];
    let next = from;
    for (let calls = 0; calls < MAX_CALLS + Math.ceil(count / FULL_PAGE); calls += 1) {
      const answer = await api.failures({ ...query, cursor: next });
      if (!answer.ok) return answer;
      found.push(...answer.value.failures.filter(isWanted));
      groups.value = answer.value.groups ?? groups.peek();
      next = answer.value.cursor;
      if (next === undefined || found.length >= count) break;
    }
    return { ok: true as const, found, next };
  };

  const fetchOnto = async (count: number, isMore: boolean): Promise<number> => {
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
      keep(items.value.map(({ execution }) => execution?.name ?? ''));
    });
    return page.ok ? page.found.length : 0;
  };
  const run = async (count: number, isMore: boolean): Promise<number> => {
    if (loading.peek() || (isMore && !hasMore.peek())) return 0;
    underWay = fetchOnto(count, isMore);
    return underWay;
  };

  return {
    items,
    groups,
    hasMore,
    loading,
    failure,
    selected,
    select,
    more: () => run(1, true),
    upTo: async (most) => {
      // The list refreshes by itself meanwhile: what is then under way is no reason to end.
      do {
        await underWay;
        await run(1, true);
      } while (failure.peek() === undefined && hasMore.peek() && (items.peek()?.length ?? 0) < most);
    },
    refresh: async () => {
      const shown = items.peek()?.length;
      if (shown !== undefined) await run(shown, false);
    },
  };
};

/** The open failures of one cause. */
export const createGroupMembers = (api: Pick<SupportApi, 'failures'>, group: FailureGroup): FailureList => {
  const { machine, state, error } = group;
  // Of one without a state or an error, and of one that was not stopped, the API gives others too.
  const query = { machine, state, error, status: group.stopped ? ('ABORTED' as const) : undefined };
  return createFailureList(api, query, (item) => isOfGroup(group, item));
};
