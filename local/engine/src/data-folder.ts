import { accessSync, constants, existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { EngineError } from './aws-error.ts';
import { type DataLock, LOCK_FILE, lockDataFolder } from './data-lock.ts';
import { diskFull, isDiskFull } from './disk-full.ts';
import { holdTogether } from './generation.ts';
import { openStore, type Store } from './store.ts';

/** A folder that holds this file is an engine's data folder. */
const MARKER = '.local-aws';
const MARKER_TEXT =
  'This is the data folder of a local AWS engine: starting one with --fresh deletes what it made here.\n';

/** All that an engine, and the commands that start one, make in a data folder; `X.new` is X while it is written. */
const ownNames: ReadonlySet<string> = new Set([
  MARKER,
  LOCK_FILE,
  ...['engine.sqlite', 'engine.sqlite-wal', 'engine.sqlite-shm', 'engine.sqlite-journal'],
  ...['dynamodb', 's3', 'running.json', 'cdk.out', 'maps', 'dev', 'vite'],
]);
const isOwn = (name: string): boolean => ownNames.has(name.replace(/\.new$/, ''));

/** A folder of before there was a marker is known by its store. */
const isDataFolder = (names: readonly string[]): boolean => names.includes(MARKER) || names.includes('engine.sqlite');

/** Throws EngineError where a folder is no data folder, or holds anything else, so that --fresh is not to empty it. */
export const refuseToEmpty = (folder: string): void => {
  if (!existsSync(folder)) return;
  const names = readdirSync(folder);
  if (names.length > 0 && !isDataFolder(names)) throw foreign(folder, names);
  const others = names.filter((name) => !isOwn(name));
  if (others.length > 0) {
    throw new EngineError(
      `--fresh deletes nothing in ${folder}, which also holds ${some(others)}: move that away, or choose another folder with --data DIR`,
    );
  }
};

/** Empties an engine's data folder, which the caller has locked. Throws EngineError, and deletes nothing, where it is to be refused. */
export const emptyDataFolder = (folder: string): void => {
  refuseToEmpty(folder);
  // What says whose it is stays.
  const kept = new Set([MARKER, LOCK_FILE]);
  for (const name of existsSync(folder) ? readdirSync(folder) : [])
    if (!kept.has(name)) rmSync(join(folder, name), { recursive: true, force: true });
};

/** Makes the folder, and marks it, before anything is built into it. Throws EngineError where it cannot be written, or is not empty
 * and no data folder: an engine would mix its files with foreign ones of the same names. */
export const makeDataFolder = (folder: string): void =>
  guarded(folder, () => {
    makeWithParents(folder);
    const names = readdirSync(folder);
    if (names.length > 0 && !isDataFolder(names)) throw foreign(folder, names);
    accessSync(folder, constants.W_OK);
    if (!names.includes(MARKER)) writeFileSync(join(folder, MARKER), MARKER_TEXT);
  });

/** A data folder in use. */
export interface DataFolder {
  readonly store: Store;
  close(): void;
}

/** Locks a data folder, which is made where it is missing, and opens the store in it. Throws EngineError where that cannot be. */
export const openDataFolder = (
  folder: string,
  given?: DataLock,
  onDiskFull?: (error: EngineError) => void,
): DataFolder => {
  makeDataFolder(folder);
  const lock = given ?? lockDataFolder(folder);
  try {
    const store = openWhole(folder, onDiskFull);
    return {
      store,
      close: () => {
        store.close();
        lock.release();
      },
    };
  } catch (error) {
    lock.release();
    throw error;
  }
};

const openWhole = (folder: string, onDiskFull?: (error: EngineError) => void): Store =>
  guarded(folder, () => {
    const store = openStore(folder, onDiskFull);
    try {
      holdTogether(store, folder);
      return store;
    } catch (error) {
      store.close();
      throw error;
    }
  });

const guarded = <T>(folder: string, work: () => T): T => {
  try {
    return work();
  } catch (error) {
    if (error instanceof EngineError) throw error;
    if (isDiskFull(error)) throw diskFull(folder, error);
    const reason = error instanceof Error ? error.message : String(error);
    throw new EngineError(`the data folder ${folder} cannot be used (${reason}): choose another with --data DIR`);
  }
};

const foreign = (folder: string, names: readonly string[]): EngineError =>
  new EngineError(
    `${folder} is no data folder of this engine (it holds ${some(names)}): choose another, or an empty one, with --data DIR`,
  );

const some = (names: readonly string[]): string =>
  names.length > 3 ? `${names.slice(0, 3).join(', ')} and ${names.length - 3} more` : names.join(', ');

/** Node's own `recursive` never ends where a parent takes no folders, such as /proc. */
const makeWithParents = (folder: string): void => {
  if (existsSync(folder)) return;
  makeWithParents(dirname(folder));
  mkdirSync(folder);
};
