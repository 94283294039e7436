import type { Clock } from '../../kit/clock.ts';
import type { MessageRow, Messages } from './messages.ts';
import type { Queue } from './queues.ts';

/** One ReceiveMessage. */
interface ReceiveRequest {
  readonly maximum: number;
  readonly visibilityTimeoutMs: number;
  readonly waitMs: number;
  /** Aborted when the client has gone. */
  readonly signal: AbortSignal;
}

interface Waiter extends ReceiveRequest {
  settle(rows: readonly MessageRow[]): void;
}

interface Line {
  readonly waiters: Waiter[];
  queue: Queue;
  /** Cancels the wait for the next message to become visible. */
  cancel?: () => void;
  wake?: NodeJS.Immediate;
}

/** Receives, at once or as soon as something is visible.
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-short-and-long-polling.html */
export interface LongPoll {
  receive(queue: Queue, request: ReceiveRequest): readonly MessageRow[] | Promise<readonly MessageRow[]>;
  /** A queue has something new to receive, now or later. */
  changed(queue: Queue): void;
  /** Answers everybody who waits for a queue with nothing. */
  dismiss(queue: Queue): void;
  stop(): void;
}

/** Waiters stand in line, a line a queue, and are served in their order. A line with somebody in it has one timer, for the
 * next message to become visible; arrivals of one turn of the event loop wake it once. */
export const createLongPoll = (clock: Clock, messages: Messages, steady: () => number): LongPoll => {
  const lines = new Map<number, Line>();
  let stopped = false;

  const serve = (line: Line): void => {
    clearImmediate(line.wake);
    line.wake = undefined;
    while (line.waiters[0]) {
      const [waiter] = line.waiters;
      const rows = messages.take(line.queue, waiter.maximum, waiter.visibilityTimeoutMs);
      if (rows.length === 0) break;
      waiter.settle(rows);
    }
    arm(line);
  };
  const arm = (line: Line): void => {
    line.cancel?.();
    const next = line.waiters.length > 0 ? messages.nextVisibleAt(line.queue) : undefined;
    if (next !== undefined) line.cancel = clock.after(Math.max(0, next - steady()), () => serve(line));
  };
  const lineOf = (queue: Queue): Line => {
    const line = lines.get(queue.id) ?? { queue, waiters: [] };
    line.queue = queue;
    lines.set(queue.id, line);
    return line;
  };
  const wait = (line: Line, request: ReceiveRequest): Promise<readonly MessageRow[]> =>
    new Promise((resolve) => {
      const settle = (rows: readonly MessageRow[]): void => {
        cancelDeadline();
        request.signal.removeEventListener('abort', leave);
        line.waiters.splice(line.waiters.indexOf(waiter), 1);
        resolve(rows);
      };
      const leave = (): void => settle([]);
      const cancelDeadline = clock.after(request.waitMs, leave);
      const waiter: Waiter = { ...request, settle };
      request.signal.addEventListener('abort', leave);
      line.waiters.push(waiter);
      arm(line);
    });
  const dismissLine = (line: Line): void => {
    line.cancel?.();
    clearImmediate(line.wake);
    for (const waiter of [...line.waiters]) waiter.settle([]);
  };

  return {
    receive: (queue, request) => {
      if (stopped || request.signal.aborted) return [];
      const rows = messages.take(queue, request.maximum, request.visibilityTimeoutMs);
      return rows.length > 0 || request.waitMs === 0 ? rows : wait(lineOf(queue), request);
    },
    changed: (queue) => {
      const line = lines.get(queue.id);
      if (!line || line.waiters.length === 0) return;
      line.queue = queue;
      line.wake ??= setImmediate(serve, line);
    },
    dismiss: (queue) => {
      const line = lines.get(queue.id);
      if (line) dismissLine(line);
      lines.delete(queue.id);
    },
    stop: () => {
      stopped = true;
      for (const line of lines.values()) dismissLine(line);
    },
  };
};
