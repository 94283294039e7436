import { AwsError } from '../../aws-error.ts';
import type { Store } from '../../store.ts';

/** A log group; times in milliseconds since the epoch. */
interface LogGroup {
  readonly name: string;
  readonly created: number;
  /** Days; null keeps for ever. */
  readonly retention: number | null;
}

/** A log stream; times in milliseconds since the epoch, null where it is empty. */
interface LogStream {
  readonly name: string;
  readonly created: number;
  readonly first: number | null;
  readonly last: number | null;
  readonly ingested: number | null;
}

/** The log groups of this engine and their streams. */
export interface LogGroups {
  /** Creates it, or changes its retention. */
  upsert(name: string, created: number, retentionDays: number | null): void;
  list(): readonly LogGroup[];
  has(name: string): boolean;
  /** Throws ResourceNotFoundException. */
  require(name: string): void;
  remove(name: string): void;
  /** Throws ResourceAlreadyExistsException. */
  addStream(group: string, name: string, created: number): void;
  hasStream(group: string, name: string): boolean;
  /** In order of their names, or of their last events. */
  streams(group: string, order: 'name' | 'last'): readonly LogStream[];
}

/** Refusals of the real service, in its words. */
export const missingGroup = (): AwsError =>
  new AwsError('ResourceNotFoundException', 'The specified log group does not exist.');
export const missingStream = (): AwsError =>
  new AwsError('ResourceNotFoundException', 'The specified log stream does not exist.');

export const invalid = (message: string): AwsError => new AwsError('InvalidParameterException', message);

export const createLogGroups = (store: Store): LogGroups => {
  store.schema(`CREATE TABLE IF NOT EXISTS logs_group (name TEXT PRIMARY KEY, created INTEGER NOT NULL, retention INTEGER);
    CREATE TABLE IF NOT EXISTS logs_stream (log_group TEXT NOT NULL, name TEXT NOT NULL, created INTEGER NOT NULL,
    first INTEGER, last INTEGER, ingested INTEGER, PRIMARY KEY (log_group, name)) WITHOUT ROWID;`);
  const has = (name: string): boolean => store.get('SELECT 1 FROM logs_group WHERE name = ?', name) !== undefined;
  return {
    upsert: (name, created, retention) =>
      void store.run(
        'INSERT INTO logs_group VALUES (?, ?, ?) ON CONFLICT (name) DO UPDATE SET retention = excluded.retention',
        name,
        created,
        retention,
      ),
    list: () => store.all<LogGroup>('SELECT * FROM logs_group ORDER BY name'),
    has,
    require: (name) => {
      if (!has(name)) throw missingGroup();
    },
    remove: (name) => {
      store.run('DELETE FROM logs_stream WHERE log_group = ?', name);
      store.run('DELETE FROM logs_group WHERE name = ?', name);
    },
    addStream: (group, name, created) => {
      const added = store.run(
        'INSERT OR IGNORE INTO logs_stream (log_group, name, created) VALUES (?, ?, ?)',
        group,
        name,
        created,
      );
      if (added === 0) {
        throw new AwsError('ResourceAlreadyExistsException', 'The specified log stream already exists');
      }
    },
    hasStream: (group, name) =>
      store.get('SELECT 1 FROM logs_stream WHERE log_group = ? AND name = ?', group, name) !== undefined,
    streams: (group, order) =>
      store.all<LogStream>(
        order === 'name'
          ? 'SELECT * FROM logs_stream WHERE log_group = ? ORDER BY name'
          : 'SELECT * FROM logs_stream WHERE log_group = ? ORDER BY coalesce(last, 0), name',
        group,
      ),
  };
};
