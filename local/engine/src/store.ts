import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite';
import type { EngineError } from './aws-error.ts';
import { diskFull, isDiskFull } from './disk-full.ts';

/** The engine's durable state: one SQLite file. What is committed survives a kill -9. */
export interface Store {
  /** Runs DDL; services create their tables with `IF NOT EXISTS`. */
  schema(sql: string): void;
  run(sql: string, ...values: SQLInputValue[]): number;
  get<R>(sql: string, ...values: SQLInputValue[]): R | undefined;
  all<R>(sql: string, ...values: SQLInputValue[]): R[];
  /** All of `work` is committed or none of it; may be nested. `work` must be synchronous. */
  transaction<R>(work: () => R): R;
  close(): void;
}

/** So many pages (32 MB) are written to the log before they are copied into the file, which waits for the disk twice. Under load a page
 * is written again and again: measured, with SQLite's 1,000 pages an order takes a tenth more CPU and a third more time in the store. */
const CHECKPOINT_PAGES = 8000;

/** Opens (or creates) `engine.sqlite` in a folder. WAL with synchronous=NORMAL: a killed process loses nothing, a power
 * failure may lose the last moments (https://www.sqlite.org/pragma.html#pragma_synchronous). The file is this process's alone (the
 * data folder is locked anyway): nothing is asked of the file system for a read, and less for a write. `onDiskFull` hears of a write that the
 * disk did not take, and whoever wrote gets the same error. */
export const openStore = (folder: string, onDiskFull: (error: EngineError) => void = () => {}): Store => {
  mkdirSync(folder, { recursive: true });
  const database = new DatabaseSync(join(folder, 'engine.sqlite'));
  database.exec('PRAGMA busy_timeout = 2000; PRAGMA locking_mode = EXCLUSIVE;');
  database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;');
  database.exec(`PRAGMA wal_autocheckpoint = ${CHECKPOINT_PAGES};`);
  const statements = new Map<string, StatementSync>();
  const prepare = (sql: string): StatementSync => {
    let statement = statements.get(sql);
    if (!statement) {
      statement = database.prepare(sql);
      statements.set(sql, statement);
    }
    return statement;
  };
  const told = <R>(work: () => R): R => {
    try {
      return work();
    } catch (error) {
      if (!isDiskFull(error)) throw error;
      const full = diskFull(folder, error);
      onDiskFull(full);
      throw full;
    }
  };
  let depth = 0;
  return {
    schema: (sql) => told(() => database.exec(sql)),
    run: (sql, ...values) => told(() => Number(prepare(sql).run(...values).changes)),
    get: <R>(sql: string, ...values: SQLInputValue[]) => told(() => prepare(sql).get(...values) as R | undefined),
    all: <R>(sql: string, ...values: SQLInputValue[]) => told(() => prepare(sql).all(...values) as R[]),
    transaction: (work) => {
      if (depth > 0) return work();
      told(() => prepare('BEGIN IMMEDIATE').run());
      depth += 1;
      try {
        const result = work();
        told(() => prepare('COMMIT').run());
        return result;
      } catch (error) {
        // SQLite has rolled back by itself where the disk is full: to say so again would only hide the first error.
        if (database.isTransaction) database.exec('ROLLBACK');
        throw error;
      } finally {
        depth -= 1;
      }
    },
    close: () => database.close(),
  };
};
