import { randomUUID } from 'node:crypto';
import type { Engine } from '../../service.ts';
import type { Queue, Queues } from './queues.ts';
import type { Receipt } from './receipt-handle.ts';

/** A message as its row holds it; times in milliseconds since the epoch. Those of visibility are in the queues' steady time,
 * which a step of the wall clock does not touch; those that clients see are the wall clock's. */
export interface MessageRow {
  readonly seq: number;
  readonly visible_at: number;
  /** Over all queues that it was in. */
  readonly receive_count: number;
  /** How often it had been received when it came into this queue. */
  readonly received_before: number;
  /** The first enqueue: a move to a DLQ keeps it, and retention counts from it. */
  readonly sent_at: number;
  readonly first_received_at: number | null;
  readonly received_at: number | null;
  readonly message_id: string;
  readonly body_md5: string;
  readonly sender_id: string;
  readonly attributes: string | null;
  readonly trace_header: string | null;
  readonly group_id: string | null;
  readonly dead_letter_source: string | null;
  readonly body: string;
}

/** A message on its way into a queue. */
export interface NewMessage {
  readonly body: string;
  readonly bodyMd5: string;
  /** JSON, or null. */
  readonly attributes: string | null;
  readonly traceHeader: string | null;
  readonly groupId: string | null;
  readonly senderId: string;
  /** Overrides the queue's own delay. */
  readonly delayMs?: number;
}

/** The messages of all queues. `arrived` is told of each queue that has something new to receive, now or later. */
export interface Messages {
  /** Stores messages in one transaction; their ids, in order. */
  insert(queue: Queue, messages: readonly NewMessage[]): readonly string[];
  /** Receives up to `maximum` visible messages and hides them; expired ones are dropped, exhausted ones go to the DLQ. */
  take(queue: Queue, maximum: number, visibilityTimeoutMs: number): readonly MessageRow[];
  /** Deletes what the receipts name, in one transaction; an outdated receipt deletes nothing. */
  delete(queue: Queue, receipts: readonly Receipt[]): void;
  findReceived(queue: Queue, receipt: Receipt): MessageRow | undefined;
  hide(queue: Queue, receipt: Receipt, visibleAt: number): void;
  purge(queue: Queue): void;
  /** When the next message becomes visible, perhaps in the past. */
  nextVisibleAt(queue: Queue): number | undefined;
  counts(queue: Queue): { visible: number; inFlight: number; delayed: number };
  /** Moves up to `limit` messages that were visible at `before`, each as a new message, to where `target` says. Returns how
   * many rows it looked at and how many it moved; `target` may throw to stop the whole move. */
  redrive(source: Queue, before: number, limit: number, target: (message: MessageRow) => Queue): Redriven;
  onArrival(listener: (queue: Queue) => void): void;
}

interface Redriven {
  readonly seen: number;
  readonly moved: number;
}

const CANDIDATES = 'SELECT * FROM sqs_message WHERE queue_id = ? AND visible_at <= ? ORDER BY visible_at LIMIT ?';
const BY_RECEIPT = 'seq = ? AND queue_id = ? AND receive_count = ? AND message_id = ?';

export const createMessages = ({ store, clock }: Engine, queues: Queues, steady: () => number): Messages => {
  let arrived: (queue: Queue) => void = () => {};
  const drop = (row: MessageRow): void => void store.run('DELETE FROM sqs_message WHERE seq = ?', row.seq);
  const expired = (queue: Queue, row: MessageRow): boolean => row.sent_at + queue.settings.retentionMs <= clock.now();

  const swept = new Map<number, number>();
  /** Drops expired messages that nobody received, at most once a minute: without an index of ages it reads every row. */
  const sweep = (queue: Queue): void => {
    const at = clock.monotonic();
    if (at - (swept.get(queue.id) ?? Number.NEGATIVE_INFINITY) < 60_000) return;
    swept.set(queue.id, at);
    const before = clock.now() - queue.settings.retentionMs;
    store.run('DELETE FROM sqs_message WHERE queue_id = ? AND sent_at <= ?', queue.id, before);
  };

  /** The DLQ that a message has earned by its receives from this queue; a message whose DLQ is gone stays. */
  const deadLetterQueue = (queue: Queue, row: MessageRow): Queue | undefined => {
    const { redrive } = queue.settings;
    const received = row.receive_count - row.received_before;
    return redrive && received >= redrive.maxReceiveCount ? queues.byArn(redrive.targetArn) : undefined;
  };
  const bury = (row: MessageRow, source: Queue, target: Queue, at: number): void => {
    store.run(
      `UPDATE sqs_message SET queue_id = ?, visible_at = ?, received_at = NULL, received_before = receive_count,
       dead_letter_source = ? WHERE seq = ?`,
      target.id,
      at,
      source.arn,
      row.seq,
    );
    arrived(target);
  };
  const receive = (row: MessageRow, visibilityTimeoutMs: number, at: number): MessageRow => {
    const visible_at = at + visibilityTimeoutMs;
    const first_received_at = row.first_received_at ?? clock.now();
    store.run(
      'UPDATE sqs_message SET visible_at = ?, receive_count = receive_count + 1, first_received_at = ?, received_at = ? WHERE seq = ?',
      visible_at,
      first_received_at,
      at,
      row.seq,
    );
    return { ...row, visible_at, first_received_at, received_at: at, receive_count: row.receive_count + 1 };
  };

  return {
    insert: (queue, messages) => {
      const at = steady();
      const sentAt = clock.now();
      const ids = store.transaction(() =>
        messages.map((message) => {
          const id = randomUUID();
          store.run(
            `INSERT INTO sqs_message (queue_id, visible_at, sent_at, message_id, body_md5, sender_id, attributes, trace_header, group_id, body)
             VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
            queue.id,
            at + (message.delayMs ?? queue.settings.delayMs),
            sentAt,
            id,
            message.bodyMd5,
            message.senderId,
            message.attributes,
            message.traceHeader,
            message.groupId,
            message.body,
          );
          return id;
        }),
      );
      arrived(queue);
      return ids;
    },
    take: (queue, maximum, visibilityTimeoutMs) => {
      const at = steady();
      let rows = store.all<MessageRow>(CANDIDATES, queue.id, at, maximum);
      if (rows.length === 0) return [];
      return store.transaction(() => {
        const taken: MessageRow[] = [];
        while (rows.length > 0) {
          for (const row of rows) {
            const target = deadLetterQueue(queue, row);
            if (expired(queue, row)) drop(row);
            else if (target) bury(row, queue, target, at);
            else taken.push(receive(row, visibilityTimeoutMs, at));
          }
          // With a visibility timeout of 0 the messages just taken are visible again: not twice in one receive.
          const missing = maximum - taken.length;
          const next = missing > 0 ? store.all<MessageRow>(CANDIDATES, queue.id, at, missing) : [];
          rows = next.filter(({ seq }) => !taken.some((row) => row.seq === seq));
        }
        return taken;
      });
    },
    delete: (queue, receipts) =>
      store.transaction(() => {
        for (const { seq, receiveCount, messageId } of receipts) {
          store.run(`DELETE FROM sqs_message WHERE ${BY_RECEIPT}`, seq, queue.id, receiveCount, messageId);
        }
      }),
    findReceived: (queue, { seq, receiveCount, messageId }) =>
      store.get(`SELECT * FROM sqs_message WHERE ${BY_RECEIPT}`, seq, queue.id, receiveCount, messageId),
    hide: (queue, { seq, receiveCount, messageId }, visibleAt) => {
      const values = [visibleAt, seq, queue.id, receiveCount, messageId] as const;
      store.run(`UPDATE sqs_message SET visible_at = ? WHERE ${BY_RECEIPT}`, ...values);
      arrived(queue);
    },
    purge: (queue) => void store.run('DELETE FROM sqs_message WHERE queue_id = ?', queue.id),
    nextVisibleAt: (queue) =>
      store.get<{ at: number }>(
        'SELECT visible_at AS at FROM sqs_message WHERE queue_id = ? ORDER BY visible_at LIMIT 1',
        queue.id,
      )?.at,
    counts: (queue) => {
      const at = steady();
      sweep(queue);
      const row = store.get<{ visible: number; hidden: number; delayed: number }>(
        `SELECT count(*) FILTER (WHERE visible_at <= ?1) AS visible,
                count(*) FILTER (WHERE visible_at > ?1 AND receive_count > 0) AS hidden,
                count(*) FILTER (WHERE visible_at > ?1 AND receive_count = 0) AS delayed
         FROM sqs_message WHERE queue_id = ?2`,
        at,
        queue.id,
      );
      return { visible: row?.visible ?? 0, inFlight: row?.hidden ?? 0, delayed: row?.delayed ?? 0 };
    },
    redrive: (source, before, limit, target) => {
      const at = steady();
      const rows = store.all<MessageRow>(CANDIDATES, source.id, before, limit);
      let moved = 0;
      for (const row of rows) {
        if (expired(source, row)) {
          drop(row);
          continue;
        }
        const queue = target(row);
        store.run(
          `UPDATE sqs_message SET queue_id = ?, message_id = ?, sent_at = ?, visible_at = ?, receive_count = 0, received_before = 0,
           first_received_at = NULL, received_at = NULL, dead_letter_source = NULL WHERE seq = ?`,
          queue.id,
          randomUUID(),
          clock.now(),
          at + queue.settings.delayMs,
          row.seq,
        );
        moved += 1;
        arrived(queue);
      }
      return { seen: rows.length, moved };
    },
    onArrival: (listener) => {
      arrived = listener;
    },
  };
};
