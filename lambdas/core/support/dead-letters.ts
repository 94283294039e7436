import type { DeadLetterMove, DeadLetterPeek, DeadLetterQueue, DeadLetters } from '../contract/support.ts';
import type { Clock } from '../shared/timestamp.ts';
import type { DeadLetterQueues } from './ports.ts';

const NOTICE = 'Looking at messages raises their receive counts.';

/** As many as a person can look through. */
const MOST_SHOWN = 100;

/** To tell how old they are, what one call of SQS gives is enough. */
const MOST_AGED = 10;

/** Makes the use cases of the dead-letter queues; each but the list answers `no-queue` for a name that is none. */
export const createDeadLetters = (queues: DeadLetterQueues, now: Clock) => {
  const oldestAge = async (name: string): Promise<number | undefined> => {
    const sent = (await queues.peek(name, MOST_AGED)).map(({ sentAt }) => Date.parse(sentAt));
    return sent.length === 0 ? undefined : Math.max(0, Math.round((now().getTime() - Math.min(...sent)) / 1000));
  };

  const describe = async (name: string, withOldest: boolean): Promise<DeadLetterQueue> => {
    const counts = await queues.counts(name);
    const oldestAgeSeconds = withOldest && counts.messages > 0 ? await oldestAge(name) : undefined;
    return {
      name,
      ...counts,
      movable: queues.movable(name),
      ...(oldestAgeSeconds !== undefined && { oldestAgeSeconds }),
    };
  };

  const withQueue =
    <Rest extends readonly unknown[], Result>(use: (name: string, ...rest: Rest) => Promise<Result>) =>
    async (name: string, ...rest: Rest): Promise<Result | 'no-queue'> =>
      queues.names.includes(name) ? use(name, ...rest) : 'no-queue';

  const currentMove = async (name: string): Promise<DeadLetterMove> => {
    const move = await queues.move(name);
    return { queue: name, ...(move && { move }) };
  };

  return {
    has: (name: string): boolean => queues.names.includes(name),

    list: async (withOldest: boolean): Promise<DeadLetters> => ({
      queues: await Promise.all(queues.names.map((name) => describe(name, withOldest))),
    }),

    peek: withQueue(
      async (name): Promise<DeadLetterPeek> => ({
        queue: name,
        messages: (await queues.peek(name, MOST_SHOWN)).slice(0, MOST_SHOWN),
        notice: NOTICE,
      }),
    ),

    discard: withQueue((name, id: string) => queues.discard(name, id)),

    moveOne: withQueue(async (name, id: string) =>
      queues.movable(name) ? queues.moveOne(name, id) : ('not-movable' as const),
    ),

    startMove: withQueue(async (name): Promise<DeadLetterMove | 'not-movable' | 'already-running'> => {
      if (!queues.movable(name)) return 'not-movable';
      const started = await queues.startMove(name);
      return started === 'started' ? currentMove(name) : started;
    }),

    move: withQueue(
      async (name): Promise<DeadLetterMove | 'not-movable'> =>
        queues.movable(name) ? currentMove(name) : 'not-movable',
    ),
  };
};
