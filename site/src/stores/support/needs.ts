import { batch, computed, type ReadonlySignal, signal } from '@preact/signals';
import type { Attention, DeadLetterQueue } from '../../../../lambdas/core/contract/support.ts';
import type { Failure } from '../../api/answer.ts';
import type { SupportApi } from '../../api/support-api.ts';
import { type Polling, poll } from '../poll.ts';
import { LIST_REFRESH_MS } from './refreshing.ts';

/** Where it is told from what needs a person. */
export type Source = 'orders' | 'dead-letters';

/** A source that could not be asked. */
export interface Silence {
  source: Source;
  failure: Failure;
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
  failure.kind === 'signed-out' || (failure.kind === 'problem' && failure.problem.status === 403);

const sizeOf = ({ messages, inFlight }: DeadLetterQueue): number => messages + inFlight;

/** Needs that are not looked for yet. */
export const createNeeds = ({ api, attention: present, now }: NeedsParts): Needs => {
  const attention = signal<Attention | undefined>(undefined);
  const deadLetters = signal<readonly DeadLetterQueue[] | undefined>(undefined);
  const silent = signal<readonly Silence[]>([]);
  const asOf = signal<number | undefined>(undefined);

  const look = async (): Promise<void> => {
    const [orders, queues] = await Promise.all([api.search({}), api.deadLetters()]);
    const failures: Silence[] = [
      ...(orders.ok ? [] : [{ source: 'orders' as const, failure: orders.failure }]),
      ...(queues.ok ? [] : [{ source: 'dead-letters' as const, failure: queues.failure }]),
    ];
    batch(() => {
      // What was told before stays in sight: it is still the best that is known.
      if (orders.ok) attention.value = orders.value.attention ?? { items: [], more: false };
      if (queues.ok) deadLetters.value = queues.value.queues.filter((queue) => sizeOf(queue) > 0);
      silent.value = failures;
      if (failures.length === 0) asOf.value = now();
    });
  };

  return {
    attention,
    deadLetters,
    silent,
    asOf,
    count: computed(() => {
      if (!attention.value && !deadLetters.value) return undefined;
      const letters = (deadLetters.value ?? []).reduce((sum, queue) => sum + sizeOf(queue), 0);
      return {
        count: (attention.value?.items.length ?? 0) + letters,
        more: (attention.value?.more ?? false) || silent.value.length > 0,
      };
    }),
    start: () =>
      poll({ attention: present, delayAfter: () => LIST_REFRESH_MS }, async () => {
        await look();
        return silent.peek().some(isFinal) ? 'done' : 'again';
      }),
    look,
  };
};
