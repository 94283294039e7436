import { type ReadonlySignal, signal } from '@preact/signals';
import type { OrderCounts } from '../../../../lambdas/core/contract/support.ts';
import type { Failure } from '../../api/answer.ts';
import type { SupportApi } from '../../api/support-api.ts';

/** How many orders of a day are in each status. */
export interface DayCounts {
  /** Undefined until they came. */
  readonly counts: ReadonlySignal<OrderCounts | undefined>;
  /** Why they did not come. */
  readonly failure: ReadonlySignal<Failure | undefined>;
  /** Counts a day (`2025-11-03`, UTC) anew. */
  count(day: string): Promise<void>;
}

/** Counts that were not asked for yet. */
export const createDayCounts = (api: Pick<SupportApi, 'counts'>): DayCounts => {
  const counts = signal<OrderCounts | undefined>(undefined);
  const failure = signal<Failure | undefined>(undefined);
  let wanted = '';
  return {
    counts,
    failure,
    count: async (day) => {
      wanted = day;
      const answer = await api.counts(day);
      // Another day was asked for meanwhile.
      if (wanted !== day) return;
      failure.value = answer.ok ? undefined : answer.failure;
      if (answer.ok) counts.value = answer.value;
    },
  };
};
