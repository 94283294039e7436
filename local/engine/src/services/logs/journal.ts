import type { Clock } from '../../kit/clock.ts';
import type { Store } from '../../store.ts';

/** One log event; times in milliseconds since the epoch. */
export interface LogEvent {
  readonly id: number;
  readonly stream: string;
  readonly timestamp: number;
  readonly ingested: number;
  readonly message: string;
}

/** Where an event stands in its group. */
export type LogPosition = Pick<LogEvent, 'timestamp' | 'id'>;

/** What to read of one group. */
interface LogQuery {
  readonly group: string;
  /** All streams where it is missing. */
  readonly stream?: string | undefined;
  /** Inclusive, in milliseconds. */
  readonly from: number;
  /** Exclusive, in milliseconds. */
  readonly to: number;
  /** Only what lies beyond this event. */
  readonly beyond?: LogPosition | undefined;
  readonly newestFirst?: boolean;
  readonly limit: number;
}

/** The log events of every group, on disk. Writes are gathered, so a kill loses the last quarter of a second of logs. */
export interface Journal {
  append(
    group: string,
    stream: string,
    ingested: number,
    events: readonly { timestamp: number; message: string }[],
  ): void;
  /** In order of time; fewer than `limit` is the end. */
  read(query: LogQuery): readonly LogEvent[];
  removeGroup(group: string): void;
  removeOlder(group: string, timestamp: number): void;
  flush(): void;
}

/** An event that is not yet written. */
type Pending = Omit<LogEvent, 'id'> & { readonly group: string };

const FLUSH_MS = 250;

/** About 100 MB of lines. The oldest go first, a tenth more than needed so that it happens rarely. */
const MAX_EVENTS = 300_000;

const COLUMNS = 'id, stream, timestamp, ingested, message';
const RANGE = 'log_group = ? AND timestamp >= ? AND timestamp < ?';
const FORWARD = 'AND (timestamp, id) > (?, ?) ORDER BY timestamp, id LIMIT ?';
const BACKWARD = 'AND (timestamp, id) < (?, ?) ORDER BY timestamp DESC, id DESC LIMIT ?';
const statements = {
  group: [
    `SELECT ${COLUMNS} FROM logs_event WHERE ${RANGE} ${FORWARD}`,
    `SELECT ${COLUMNS} FROM logs_event WHERE ${RANGE} ${BACKWARD}`,
  ],
  stream: [
    `SELECT ${COLUMNS} FROM logs_event WHERE ${RANGE} AND stream = ? ${FORWARD}`,
    `SELECT ${COLUMNS} FROM logs_event WHERE ${RANGE} AND stream = ? ${BACKWARD}`,
  ],
} as const;

export const createJournal = (store: Store, clock: Pick<Clock, 'after'>): Journal => {
  store.schema(`CREATE TABLE IF NOT EXISTS logs_event (id INTEGER PRIMARY KEY AUTOINCREMENT, log_group TEXT NOT NULL,
    stream TEXT NOT NULL, timestamp INTEGER NOT NULL, ingested INTEGER NOT NULL, message TEXT NOT NULL);
    CREATE INDEX IF NOT EXISTS logs_event_time ON logs_event (log_group, timestamp, id);`);
  let pending: Pending[] = [];
  let cancel: (() => void) | undefined;

  const flush = (): void => {
    cancel?.();
    cancel = undefined;
    const events = pending;
    pending = [];
    if (events.length === 0) return;
    store.transaction(() => {
      for (const { group, stream, timestamp, ingested, message } of events) {
        store.run(
          'INSERT INTO logs_event (log_group, stream, timestamp, ingested, message) VALUES (?, ?, ?, ?, ?)',
          group,
          stream,
          timestamp,
          ingested,
          message,
        );
      }
      const byStream = Map.groupBy(events, ({ group, stream }) => JSON.stringify([group, stream]));
      for (const some of byStream.values()) extend(some);
      trim();
    });
  };

  /** Has a stream span these events of its own, in one statement. */
  const extend = (events: readonly Pending[]): void => {
    const [{ group, stream } = { group: '', stream: '' }] = events;
    const times = events.map(({ timestamp }) => timestamp);
    store.run(
      `UPDATE logs_stream SET first = min(coalesce(first, ?1), ?1), last = max(coalesce(last, ?2), ?2), ingested = ?3
       WHERE log_group = ?4 AND name = ?5`,
      times.reduce((one, other) => Math.min(one, other)),
      times.reduce((one, other) => Math.max(one, other)),
      events.at(-1)?.ingested ?? 0,
      group,
      stream,
    );
  };

  const trim = (): void => {
    const ends = store.get<{ first: number; last: number }>(
      'SELECT min(id) AS first, (SELECT max(id) FROM logs_event) AS last FROM logs_event',
    );
    if (!ends || ends.last - ends.first < MAX_EVENTS) return;
    store.run('DELETE FROM logs_event WHERE id < ?', ends.last - Math.floor(MAX_EVENTS * 0.9));
  };

  return {
    append: (group, stream, ingested, events) => {
      for (const { timestamp, message } of events) pending.push({ group, stream, timestamp, ingested, message });
      cancel ??= clock.after(FLUSH_MS, flush);
    },
    read: ({ group, stream, from, to, beyond, newestFirst, limit }) => {
      flush();
      const end = newestFirst ? Number.MAX_SAFE_INTEGER : -1;
      const edge = [beyond?.timestamp ?? end, beyond?.id ?? end, limit];
      const direction = newestFirst ? 1 : 0;
      return stream === undefined
        ? store.all<LogEvent>(statements.group[direction], group, from, to, ...edge)
        : store.all<LogEvent>(statements.stream[direction], group, from, to, stream, ...edge);
    },
    removeGroup: (group) => {
      flush();
      store.run('DELETE FROM logs_event WHERE log_group = ?', group);
    },
    removeOlder: (group, timestamp) =>
      void store.run('DELETE FROM logs_event WHERE log_group = ? AND timestamp < ?', group, timestamp),
    flush,
  };
};
