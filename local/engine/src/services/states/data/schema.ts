import type { Store } from '../../../store.ts';

/** Creates the service's tables. Times are milliseconds since the epoch. */
export const createTables = (store: Store): void =>
  store.schema(`
    CREATE TABLE IF NOT EXISTS states_machine (
      arn TEXT PRIMARY KEY, name TEXT NOT NULL, revision INTEGER NOT NULL, settings TEXT NOT NULL, tags TEXT NOT NULL,
      created INTEGER NOT NULL
    ) WITHOUT ROWID;
    CREATE TABLE IF NOT EXISTS states_revision (
      id INTEGER PRIMARY KEY AUTOINCREMENT, machine TEXT NOT NULL, revision_id TEXT NOT NULL, definition TEXT NOT NULL,
      role TEXT NOT NULL, updated INTEGER NOT NULL
    );
    CREATE TABLE IF NOT EXISTS states_execution (
      id INTEGER PRIMARY KEY AUTOINCREMENT, arn TEXT NOT NULL UNIQUE, machine TEXT NOT NULL, name TEXT NOT NULL,
      revision INTEGER NOT NULL, status TEXT NOT NULL, input TEXT NOT NULL, trace TEXT, output TEXT, error TEXT, cause TEXT,
      started INTEGER NOT NULL, stopped INTEGER, deadline INTEGER, redrives INTEGER NOT NULL, redriven INTEGER,
      redrive_token TEXT
    );
    CREATE INDEX IF NOT EXISTS states_execution_machine ON states_execution (machine, id);
    CREATE INDEX IF NOT EXISTS states_execution_status ON states_execution (machine, status, id);
    CREATE INDEX IF NOT EXISTS states_execution_running ON states_execution (id) WHERE status = 'RUNNING';
    CREATE INDEX IF NOT EXISTS states_execution_stopped ON states_execution (stopped);
    CREATE TABLE IF NOT EXISTS states_event (
      execution INTEGER NOT NULL, id INTEGER NOT NULL, at INTEGER NOT NULL, previous INTEGER NOT NULL, type TEXT NOT NULL,
      details TEXT, PRIMARY KEY (execution, id)
    ) WITHOUT ROWID;
    CREATE TABLE IF NOT EXISTS states_frame (
      execution INTEGER NOT NULL, id INTEGER NOT NULL, body TEXT NOT NULL, PRIMARY KEY (execution, id)
    ) WITHOUT ROWID;
  `);
