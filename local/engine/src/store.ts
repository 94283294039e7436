import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite';

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

/** Opens (or creates) `engine.sqlite` in a folder. WAL with synchronous=NORMAL: a killed process loses nothing, a power
 * failure may lose the last moments (https://www.sqlite.org/pragma.html#pragma_synchronous). */
export const openStore = (folder: string): Store => {
  mkdirSync(folder, { recursive: true });
  const database = new DatabaseSync(join(folder, 'engine.sqlite'));
  database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA busy_timeout = 2000;');
  const statements = new Map<string, StatementSync>();
  const prepare = (sql: string): StatementSync => {
    let statement = statements.get(sql);
    if (!statement) {
      statement = database.prepare(sql);
      statements.set(sql, statement);
    }
    return statement;
  };
  let depth = 0;
  return {
    schema: (sql) => database.exec(sql),
    run: (sql, ...values) => Number(prepare(sql).run(...values).changes),
    get: <R>(sql: string, ...values: SQLInputValue[]) => prepare(sql).get(...values) as R | undefined,
    all: <R>(sql: string, ...values: SQLInputValue[]) => prepare(sql).all(...values) as R[],
    transaction: (work) => {
      if (depth > 0) return work();
      database.exec('BEGIN IMMEDIATE');
      depth += 1;
      try {
        const result = work();
        database.exec('COMMIT');
        return result;
      } catch (error) {
        database.exec('ROLLBACK');
        throw error;
      } finally {
        depth -= 1;
      }
    },
    close: () => database.close(),
  };
};
