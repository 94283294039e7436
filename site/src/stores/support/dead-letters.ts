import { type ReadonlySignal, signal } from '@preact/signals';
import type { DeadLetter, DeadLetterQueue, Move } from '../../../../lambdas/core/contract/support.ts';
import type { Answer, Failure } from '../../api/answer.ts';
import type { SupportApi } from '../../api/support-api.ts';
import { type Polling, poll } from '../poll.ts';

/** A dead-letter queue, what was seen in it, and how moving it back stands. */
export interface ShownQueue {
  queue: DeadLetterQueue;
  /** What the last look showed; undefined before the first one. */
  messages: readonly DeadLetter[] | undefined;
  /** The ids of those of them that are chosen to be acted on. */
  chosen: ReadonlySet<string>;
  /** How far an act on the chosen ones is. */
  taken: { count: number; of: number } | undefined;
  /** The newest move that was started from here, or found under way. */
  move: Move | undefined;
  busy: boolean;
  /** Why the last action came to nothing. */
  failure: Failure | undefined;
}

/** The dead-letter queues. */
export interface DeadLetters {
  /** Undefined until they came. */
  readonly queues: ReadonlySignal<readonly ShownQueue[] | undefined>;
  /** When they were counted last, in milliseconds since 1970. */
  readonly asOf: ReadonlySignal<number | undefined>;
  /** Why the list did not come. */
  readonly failure: ReadonlySignal<Failure | undefined>;
  /** Fetches the counts anew; what was seen stays. */
  load(): Promise<void>;
  /** Looks at messages of a queue; how many there are to see. */
  peek(name: string): Promise<number | undefined>;
  choose(name: string, messages: readonly DeadLetter[]): void;
  /** Discards messages one after the other, up to the first that cannot be; how many are gone. Each is an act of its own. */
  discard(name: string, messages: readonly DeadLetter[]): Promise<number>;
  /** Moves messages back in the same way; how many are moved. */
  moveEach(name: string, messages: readonly DeadLetter[]): Promise<number>;
  /** Moves all messages back, and follows that to its end. */
  moveBack(name: string): Promise<void>;
  /** Follows nothing any more. */
  stop(): void;
}

type Api = Pick<SupportApi, 'deadLetters' | 'peek' | 'discard' | 'moveOne' | 'startMove' | 'move'>;

const isUnderWay = (move: Move | undefined): boolean => move?.status === 'RUNNING' || move?.status === 'CANCELLING';

const isMoveRunning = (failure: Failure): boolean =>
  failure.kind === 'problem' && failure.problem.code === 'move-running';

const NOT_LOOKED_AT: Omit<ShownQueue, 'queue'> = {
  messages: undefined,
  chosen: new Set(),
  taken: undefined,
  move: undefined,
  busy: false,
  failure: undefined,
};

/** Queues that are not fetched yet. */
export const createDeadLetters = (api: Api, polling: Polling, now: () => number = Date.now): DeadLetters => {
  const queues = signal<readonly ShownQueue[] | undefined>(undefined);
  const failure = signal<Failure | undefined>(undefined);
  const asOf = signal<number | undefined>(undefined);
  const following = new Map<string, () => void>();

  const find = (name: string): ShownQueue | undefined => queues.peek()?.find(({ queue }) => queue.name === name);
  const update = (name: string, change: Partial<ShownQueue>): void => {
    queues.value = queues.peek()?.map((shown) => (shown.queue.name === name ? { ...shown, ...change } : shown));
  };

  const shownOf = (queue: DeadLetterQueue): ShownQueue => ({
    ...(find(queue.name) ?? NOT_LOOKED_AT),
    queue,
  });

  const fetchCounts = async (): Promise<void> => {
    const answer = await api.deadLetters();
    failure.value = answer.ok ? undefined : answer.failure;
    if (!answer.ok) return;
    queues.value = answer.value.queues.map(shownOf);
    asOf.value = now();
  };

  /** An action on one queue: no other of it begins meanwhile, and what went wrong is told there. */
  const act = async <T>(name: string, call: () => Promise<Answer<T>>): Promise<Answer<T> | undefined> => {
    if (find(name)?.busy !== false) return undefined;
    update(name, { busy: true, failure: undefined });
    const answer = await call();
    update(name, { busy: false, failure: answer.ok ? undefined : answer.failure });
    return answer;
  };

  /** Acts after each of which a message is no more in its queue. */
  const take = async (
    name: string,
    messages: readonly DeadLetter[],
    call: (id: string) => Promise<Answer<unknown>>,
  ): Promise<number> => {
    let count = 0;
    for (const { id } of messages) {
      const answer = await act(name, () => call(id));
      if (!answer?.ok) break;
      count += 1;
      const shown = find(name);
      update(name, {
        messages: shown?.messages?.filter((message) => message.id !== id),
        chosen: new Set([...(shown?.chosen ?? [])].filter((chosen) => chosen !== id)),
        taken: { count, of: messages.length },
      });
    }
    update(name, { taken: undefined });
    if (count > 0) void fetchCounts();
    return count;
  };

  const follow = (name: string): void => {
    following.get(name)?.();
    const look = async (): Promise<'again' | 'done'> => {
      const answer = await api.move(name);
      if (!answer.ok) return 'again';
      update(name, { move: answer.value.move });
      if (isUnderWay(answer.value.move)) return 'again';
      await fetchCounts();
      return 'done';
    };
    following.set(name, poll(polling, look));
  };

  return {
    queues,
    asOf,
    failure,
    load: async () => {
      await fetchCounts();
      for (const { queue, move } of queues.peek() ?? []) {
        // Somebody else may have begun to move them.
        if (!queue.movable || isUnderWay(move) || queue.messages + queue.inFlight === 0) continue;
        const answer = await api.move(queue.name);
        if (!answer.ok || !isUnderWay(answer.value.move)) continue;
        update(queue.name, { move: answer.value.move });
        follow(queue.name);
      }
    },
    peek: async (name) => {
      const answer = await act(name, () => api.peek(name));
      if (!answer?.ok) return undefined;
      const ids = new Set(answer.value.messages.map(({ id }) => id));
      const chosen = [...(find(name)?.chosen ?? [])].filter((id) => ids.has(id));
      update(name, { messages: answer.value.messages, chosen: new Set(chosen) });
      return answer.value.messages.length;
    },
    choose: (name, messages) => update(name, { chosen: new Set(messages.map(({ id }) => id)) }),
    discard: (name, messages) => take(name, messages, (id) => api.discard(name, id)),
    moveEach: (name, messages) => take(name, messages, (id) => api.moveOne(name, id)),
    moveBack: async (name) => {
      const answer = await act(name, () => api.startMove(name));
      if (!answer) return;
      if (answer.ok) update(name, { move: answer.value.move, messages: undefined, chosen: new Set() });
      else if (!isMoveRunning(answer.failure)) return;
      follow(name);
    },
    stop: () => {
      for (const stop of following.values()) stop();
      following.clear();
    },
  };
};
