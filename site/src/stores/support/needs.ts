import { batch, computed, type ReadonlySignal, signal } from '@preact/signals';
import type { Attention, AttentionSource, Problem } from '../../../../lambdas/core/contract/attention.ts';
import type { DeadLetterQueue } from '../../../../lambdas/core/contract/support.ts';
import type { Failure } from '../../api/answer.ts';
import type { SupportApi } from '../../api/support-api.ts';
import { type Polling, poll } from '../poll.ts';
import { LIST_REFRESH_MS } from './refreshing.ts';

/** Where it is told from what needs a person. */
export type Source = 'orders' | 'dead-letters' | AttentionSource;

/** A source that could not be asked; without a failure it is one that the API could not ask. */
export interface Silence {
  source: Source;
  failure?: Failure;
}

/** How many matters need a person; `more` tells that there are others, or that a source could not be asked. */
export interface NeedsCount {
  count: number;
  more: boolean;
}

/** Everything that needs a person, looked at again and again while somebody looks at the page. */
export interface Needs {
  /** Orders, as the API told last; undefined until it has. */
  readonly attention: ReadonlySignal<Attention | undefined>;
  /** Dead-letter queues that are not empty, as the API told last; undefined until it has. */
  readonly deadLetters: ReadonlySignal<readonly DeadLetterQueue[] | undefined>;
  /** Sources that the last look could not ask: nothing is well while there is one. */
  readonly silent: ReadonlySignal<readonly Silence[]>;
  /** When the last look at all sources came to its end, in milliseconds since 1970. */
  readonly asOf: ReadonlySignal<number | undefined>;
  /** How many looks heard of orders: a list that follows them is asked for anew with each, also while another source is silent. */
  readonly told: ReadonlySignal<number>;
  /** Whether somebody looked since the page was opened: until then what is shown may be of before something was done. */
  readonly fresh: ReadonlySignal<boolean>;
  /** Since when no look found anything, in milliseconds since 1970; undefined where something needs a person, or may. */
  readonly emptySince: ReadonlySignal<number | undefined>;
  /** Undefined until a look has told anything. */
  readonly count: ReadonlySignal<NeedsCount | undefined>;
  /** Begins to look; returns what stops it. */
  start(): () => void;
  /** Looks now. */
  look(): Promise<void>;
}

/** What looking for needs takes. */
interface NeedsParts {
  api: Pick<SupportApi, 'search' | 'deadLetters'>;
  attention: Polling['attention'];
  /** Milliseconds since 1970. */
  now: () => number;
}

/** Failures that looking again does not mend. */
const isFinal = ({ failure }: Silence): boolean =>
  failure?.kind === 'signed-out' || (failure?.kind === 'problem' && failure.problem.status === 403);

/** Which problems a source tells of. */
const PROBLEMS_OF: Readonly<Record<AttentionSource, readonly Problem[]>> = {
  failures: ['failed'],
  late: ['delayed'],
  cancellations: ['not-cancelled'],
  questions: ['answer-waits', 'review', 'unanswered'],
  mails: ['not-mailed', 'mail-unsent'],
};

/** What the API told, and of what it could not ask what it told before: that is still the best that is known. */
const withBefore = (told: Attention, before: Attention | undefined): Attention => {
  if (!before) return told;
  const silent = new Set(told.unasked.flatMap((source) => PROBLEMS_OF[source]));
  const isOld = ({ problem }: { problem: Problem }): boolean => silent.has(problem);
  return {
    ...told,
    items: [...told.items.filter((item) => !isOld(item)), ...before.items.filter(isOld)],
    counts: [...told.counts.filter((each) => !isOld(each)), ...before.counts.filter(isOld)],
    failures: silent.has('failed') ? before.failures : told.failures,
  };
};

const sizeOf = ({ messages, inFlight }: DeadLetterQueue): number => messages + inFlight;

/** Needs that are not looked for yet. */
export const createNeeds = ({ api, attention: present, now }: NeedsParts): Needs => {
  const attention = signal<Attention | undefined>(undefined);
  const deadLetters = signal<readonly DeadLetterQueue[] | undefined>(undefined);
  const silent = signal<readonly Silence[]>([]);
  const asOf = signal<number | undefined>(undefined);

  const told = signal(0);
  const fresh = signal(false);
  let begun = 0;
  let latest = 0;

  const emptySince = signal<number | undefined>(undefined);
  const count = computed((): NeedsCount | undefined => {
    if (!attention.value && !deadLetters.value) return undefined;
    const letters = (deadLetters.value ?? []).reduce((sum, queue) => sum + sizeOf(queue), 0);
    const orders = (attention.value?.counts ?? []).reduce((sum, each) => sum + each.count, 0);
    return { count: orders + letters, more: (attention.value?.more ?? false) || silent.value.length > 0 };
  });

  const look = async (): Promise<void> => {
    begun += 1;
    const mine = begun;
    const [orders, queues] = await Promise.all([api.search({}), api.deadLetters()]);
    // Of two looks, the one that began later knows what was done before it.
    if (mine < latest) return;
    latest = mine;
    const failures: Silence[] = [
      ...(orders.ok ? (orders.value.attention?.unasked ?? []).map((source) => ({ source })) : []),
      ...(orders.ok ? [] : [{ source: 'orders' as const, failure: orders.failure }]),
      ...(queues.ok ? [] : [{ source: 'dead-letters' as const, failure: queues.failure }]),
    ];
    batch(() => {
      // What was told before stays in sight: it is still the best that is known.
      if (orders.ok) {
        const heard = orders.value.attention;
        attention.value = heard && withBefore(heard, attention.peek());
        told.value += 1;
      }
      if (queues.ok) deadLetters.value = queues.value.queues.filter((queue) => sizeOf(queue) > 0);
      silent.value = failures;
      fresh.value = true;
      if (failures.length === 0) asOf.value = now();
      const { count: found, more } = count.peek() ?? { count: 0, more: true };
      emptySince.value = found > 0 || more ? undefined : (emptySince.peek() ?? now());
    });
  };

  return {
    attention,
    deadLetters,
    silent,
    asOf,
    told,
    fresh,
    emptySince,
    count,
    start: () => {
      const stop = poll({ attention: present, delayAfter: () => LIST_REFRESH_MS }, async () => {
        await look();
        return silent.peek().some(isFinal) ? 'done' : 'again';
      });
      return () => {
        fresh.value = false;
        stop();
      };
    },
    look,
  };
};
