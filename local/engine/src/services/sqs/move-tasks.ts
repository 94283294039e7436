import { randomUUID } from 'node:crypto';
import { AwsError } from '../../aws-error.ts';
import type { Engine } from '../../service.ts';
import type { Messages } from './messages.ts';
import type { Queue, Queues } from './queues.ts';

/** A message move task as its row holds it. */
export interface MoveTask {
  readonly id: string;
  /** ARN of the DLQ. */
  readonly source: string;
  /** ARN; null sends every message back to the queue it came from. */
  readonly destination: string | null;
  /** Messages a second; null is as fast as it goes. */
  readonly rate: number | null;
  readonly status: 'RUNNING' | 'COMPLETED' | 'CANCELLING' | 'CANCELLED' | 'FAILED';
  readonly moved: number;
  readonly to_move: number;
  /** Milliseconds since the epoch; only what was visible then is moved, so a message that fails again is not moved twice. */
  readonly started_at: number;
  readonly failure: string | null;
}

/** Moves messages out of DLQs in the background.
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-configure-dead-letter-queue-redrive.html */
export interface MoveTasks {
  start(source: Queue, destination: Queue | undefined, rate: number | undefined): MoveTask;
  find(id: string): MoveTask | undefined;
  /** Those of a DLQ, the newest first. */
  list(source: string, limit: number): readonly MoveTask[];
  cancel(task: MoveTask): void;
  /** Goes on with what a stop interrupted. */
  resume(): void;
  stop(): void;
}

/** As many a step as keep a step under some milliseconds. */
const UNLIMITED_STEP = 100;

export const createMoveTasks = (
  { store, clock }: Engine,
  queues: Queues,
  messages: Messages,
  steady: () => number,
): MoveTasks => {
  const pauses = new Map<string, () => void>();
  const find = (id: string): MoveTask | undefined => store.get('SELECT * FROM sqs_move_task WHERE id = ?', id);
  const update = (id: string, status: MoveTask['status'], failure: string | null = null): void =>
    void store.run('UPDATE sqs_move_task SET status = ?, failure = ? WHERE id = ?', status, failure, id);

  const targetOf = (task: MoveTask, origin: string | null): Queue => {
    const arn = task.destination ?? origin;
    if (!arn) throw new AwsError('CouldNotDetermineMessageSource', 'The message was sent to the DLQ itself');
    const queue = queues.byArn(arn);
    if (!queue) throw new AwsError('AWS.SimpleQueueService.NonExistentQueue', `${arn} does not exist`);
    return queue;
  };
  /** Moves some messages; how many, or undefined when there are no more. Each message is moved and counted at once. */
  const step = (task: MoveTask, limit: number): number | undefined => {
    const source = queues.byArn(task.source);
    if (!source) throw new AwsError('AWS.SimpleQueueService.NonExistentQueue', `${task.source} does not exist`);
    const { seen, moved } = store.transaction(() => {
      const step = messages.redrive(source, task.started_at, limit, (row) => targetOf(task, row.dead_letter_source));
      store.run('UPDATE sqs_move_task SET moved = moved + ? WHERE id = ?', step.moved, task.id);
      return step;
    });
    return seen < limit ? undefined : moved;
  };
  const run = (id: string): void => {
    pauses.delete(id);
    const task = find(id);
    if (task?.status === 'CANCELLING') update(id, 'CANCELLED');
    if (task?.status !== 'RUNNING') return;
    try {
      // Ten steps a second at most; each takes what the rate allows for its share of the second.
      const moved = step(task, task.rate === null ? UNLIMITED_STEP : Math.ceil(task.rate / 10));
      if (moved === undefined) update(id, 'COMPLETED');
      else schedule(id, task.rate === null ? 0 : (1000 * moved) / task.rate);
    } catch (error) {
      if (!(error instanceof AwsError)) throw error;
      update(id, 'FAILED', error.code);
    }
  };
  const schedule = (id: string, delayMs: number): void => {
    pauses.get(id)?.();
    pauses.set(
      id,
      clock.after(delayMs, () => run(id)),
    );
  };

  return {
    start: (source, destination, rate) => {
      const id = randomUUID();
      store.run(
        'INSERT INTO sqs_move_task (id, source, destination, rate, status, to_move, started_at) VALUES (?, ?, ?, ?, ?, ?, ?)',
        id,
        source.arn,
        destination?.arn ?? null,
        rate ?? null,
        'RUNNING',
        messages.counts(source).visible,
        steady(),
      );
      schedule(id, 0);
      return find(id) as MoveTask;
    },
    find,
    list: (source, limit) =>
      store.all(
        'SELECT * FROM sqs_move_task WHERE source = ? ORDER BY started_at DESC, rowid DESC LIMIT ?',
        source,
        limit,
      ),
    cancel: (task) => {
      update(task.id, 'CANCELLING');
      schedule(task.id, 0);
    },
    resume: () => {
      const open = store.all<MoveTask>("SELECT * FROM sqs_move_task WHERE status IN ('RUNNING', 'CANCELLING')");
      for (const { id } of open) schedule(id, 0);
    },
    stop: () => {
      for (const cancel of pauses.values()) cancel();
      pauses.clear();
    },
  };
};
