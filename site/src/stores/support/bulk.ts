import { batch, computed, type ReadonlySignal, signal } from '@preact/signals';
import type {
  BulkAccepted,
  BulkExecution,
  BulkProgress,
  BulkRequest,
  BulkSummary,
} from '../../../../lambdas/core/contract/bulk.ts';
import type { HistoryEvent } from '../../../../lambdas/core/contract/support.ts';
import type { Answer, Failure } from '../../api/answer.ts';
import type { SupportApi } from '../../api/support-api.ts';
import { readJourney } from '../../machine/journey.ts';
import type { Journey } from '../../machine/visits.ts';
import { type Polling, restartable } from '../poll.ts';
import { createHistory } from './history.ts';

/** What is done with many orders, live while it runs. */
export interface BulkStore {
  readonly progress: ReadonlySignal<BulkProgress | undefined>;
  readonly definition: ReadonlySignal<string | undefined>;
  readonly events: ReadonlySignal<readonly HistoryEvent[]>;
  readonly journey: ReadonlySignal<Journey>;
  readonly failure: ReadonlySignal<Failure | undefined>;
  /** Begins to look; returns what stops it. */
  start(): () => void;
  /** Shows the page of orders that begins there. */
  show(from: number): void;
  stop(reason: string): Promise<Answer<BulkAccepted>>;
}

const isFinal = (failure: Failure): boolean =>
  failure.kind === 'signed-out' || (failure.kind === 'problem' && [400, 403, 404].includes(failure.problem.status));

/** Whether nothing will change of it any more. */
const isSettled = ({ status, counts }: BulkProgress): boolean =>
  status !== 'RUNNING' && !counts['under-way'] && !counts.running;

/** Follows a bulk by its id. */
export const createBulkStore = (
  api: Pick<SupportApi, 'bulk' | 'bulkExecution' | 'bulkHistory' | 'stopBulk'>,
  polling: Polling,
  id: string,
): BulkStore => {
  const progress = signal<BulkProgress | undefined>(undefined);
  const definition = signal<string | undefined>(undefined);
  const events = signal<readonly HistoryEvent[]>([]);
  const failure = signal<Failure | undefined>(undefined);
  const history = createHistory();
  let from = 0;

  const take = ({ definition: text, events: page, cursor }: BulkExecution): void => {
    history.take({ events: page, cursor });
    batch(() => {
      definition.value = text;
      events.value = history.events();
    });
  };

  const trace = async (): Promise<Failure | undefined> => {
    const found = await api.bulkExecution(id);
    if (!found.ok) return found.failure;
    take(found.value);
    const ended = await history.follow(
      (cursor) => api.bulkHistory(id, cursor),
      () => {},
    );
    events.value = history.events();
    return ended;
  };

  const look = async (): Promise<'again' | 'done'> => {
    const asked = from;
    const found = await api.bulk(id, asked);
    // Another page may have been asked for meanwhile.
    if (found.ok && asked === from) progress.value = found.value;
    const traced = found.ok ? await trace() : found.failure;
    failure.value = traced;
    if (traced) return isFinal(traced) ? 'done' : 'again';
    return found.ok && isSettled(found.value) ? 'done' : 'again';
  };

  const { start, restart } = restartable(polling, look);

  return {
    ...{ progress, definition, events, failure, start },
    journey: computed(() => readJourney(events.value)),
    show: (first) => {
      from = first;
      restart();
    },
    stop: async (reason) => {
      const answer = await api.stopBulk(id, { reason });
      restart();
      return answer;
    },
  };
};

/** The newest bulks. */
export interface BulkList {
  readonly bulks: ReadonlySignal<readonly BulkSummary[] | undefined>;
  readonly failure: ReadonlySignal<Failure | undefined>;
  load(): Promise<void>;
}

/** Lists the newest bulks. */
export const createBulkList = (api: Pick<SupportApi, 'bulks'>): BulkList => {
  const bulks = signal<readonly BulkSummary[] | undefined>(undefined);
  const failure = signal<Failure | undefined>(undefined);
  return {
    bulks,
    failure,
    load: async () => {
      const found = await api.bulks();
      batch(() => {
        if (found.ok) bulks.value = found.value.bulks;
        failure.value = found.ok ? undefined : found.failure;
      });
    },
  };
};

/** Begins bulks. Where no answer came, the same wish goes under the same id again, so that it is the same bulk. */
export const createBulkStarter = (api: Pick<SupportApi, 'startBulk'>, newKey: () => string) => {
  let open: { wish: string; id: string } | undefined;
  return async (wish: Omit<BulkRequest, 'id'>): Promise<Answer<BulkAccepted>> => {
    const text = JSON.stringify(wish);
    const id = open?.wish === text ? open.id : newKey();
    open = { wish: text, id };
    const answer = await api.startBulk({ id, ...wish });
    if (answer.ok || answer.failure.kind === 'problem') open = undefined;
    return answer;
  };
};
