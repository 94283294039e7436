import { computed, type ReadonlySignal, signal } from '@preact/signals';
import type { Activity, ActivityEntry, NoteAccepted, NoteRequest } from '../../../../lambdas/core/contract/activity.ts';
import type { Answer, Failure } from '../../api/answer.ts';
import type { SupportApi } from '../../api/support-api.ts';

/** What support did about an order. */
export interface OrderActivity {
  /** Undefined until it came. */
  readonly activity: ReadonlySignal<Activity | undefined>;
  /** Why the last look told nothing. */
  readonly failure: ReadonlySignal<Failure | undefined>;
  look(): Promise<void>;
  /** Keeps a note, and shows it. */
  note(note: NoteRequest): Promise<Answer<NoteAccepted>>;
  /** Who takes care of the order, by what is known; undefined where nobody does. */
  readonly takenBy: ReadonlySignal<ActivityEntry | undefined>;
}

/** Reads what support did about an order, and takes notes. */
export const createOrderActivity = (api: Pick<SupportApi, 'activity' | 'note'>, orderId: string): OrderActivity => {
  const activity = signal<Activity | undefined>(undefined);
  const failure = signal<Failure | undefined>(undefined);
  /** The newest look counts: an older one may come back later. */
  let newest = 0;

  const look = async (): Promise<void> => {
    newest += 1;
    const mine = newest;
    const answer = await api.activity({ orderId });
    if (mine !== newest) return;
    if (answer.ok) activity.value = answer.value;
    failure.value = answer.ok ? undefined : answer.failure;
  };

  return {
    activity,
    failure,
    look,
    takenBy: computed(() => {
      const newest = activity.value?.entries.find(({ action }) => action === 'claim' || action === 'release');
      return newest?.action === 'claim' ? newest : undefined;
    }),
    note: async (note) => {
      const answer = await api.note(orderId, note);
      if (answer.ok) await look();
      return answer;
    },
  };
};
