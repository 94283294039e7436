import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { EngineError } from './aws-error.ts';

/** The file that the lock is on. */
export const LOCK_FILE = '.lock';

/** The right to use a data folder, which one process has at a time. */
export interface DataLock {
  release(): void;
}

/** Takes a data folder for this process; the system takes the lock away with the process, however it ends. Throws EngineError where
 * another has it. */
export const lockDataFolder = (folder: string): DataLock => {
  const database = new DatabaseSync(join(folder, LOCK_FILE));
  try {
    // SQLite's locks are the only ones of the system that Node reaches; nothing is ever written to the file.
    database.exec('PRAGMA journal_mode = MEMORY; BEGIN EXCLUSIVE');
  } catch (error) {
    database.close();
    if ((error as { errcode?: number }).errcode !== SQLITE_BUSY) throw error;
    throw new EngineError(
      `the data folder ${folder} is in use by another engine: stop that one, or choose another folder with --data DIR`,
    );
  }
  return {
    release: () => {
      if (database.isOpen) database.close();
    },
  };
};

/** https://www.sqlite.org/rescode.html#busy */
const SQLITE_BUSY = 5;
