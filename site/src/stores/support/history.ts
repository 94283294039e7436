import type { HistoryEvent, HistoryPage } from '../../../../lambdas/core/contract/support.ts';
import type { Answer, Failure } from '../../api/answer.ts';

/** The history of one execution, as much of it as is known. */
export interface History {
  /** In their order; the same array as long as nothing came. */
  events(): readonly HistoryEvent[];
  /** Takes the first page, which also tells how the execution stands. */
  take(page: HistoryPage): void;
  /** Fetches what comes after the known pages, calling after each; the failure that ended it, if one did. */
  follow(fetch: (cursor: string) => Promise<Answer<HistoryPage>>, onPage: () => void): Promise<Failure | undefined>;
}

/** A history of which nothing is known. */
export const createHistory = (): History => {
  const byId = new Map<number, HistoryEvent>();
  let sorted: readonly HistoryEvent[] = [];
  /** Where the last page begins that is known: it may have been filled up since. */
  let tail: string | undefined;

  const add = ({ events, cursor }: HistoryPage): void => {
    const before = byId.size;
    for (const event of events) byId.set(event.id, event);
    if (byId.size > before) sorted = [...byId.values()].sort((a, b) => a.id - b.id);
    tail = cursor ?? tail;
  };

  return {
    events: () => sorted,
    take: ({ events, cursor }) => add({ events, cursor: tail ?? cursor }),
    follow: async (fetch, onPage) => {
      let next = tail;
      while (next !== undefined) {
        const answer = await fetch(next);
        if (!answer.ok) return answer.failure;
        add(answer.value);
        next = answer.value.cursor;
        onPage();
      }
      return undefined;
    },
  };
};
