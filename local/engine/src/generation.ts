import { randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { EngineError } from './aws-error.ts';
import type { Store } from './store.ts';

/** Folders of a data folder that hold state beside the store. */
const PARTS = ['s3'] as const;
/** Where the versions before kept the tables, as a LevelDB. */
const FORMER_TABLES = 'dynamodb';
/** The version of what a store holds, which it notes itself: since 2, the tables are in it. */
const VERSION = 2;
const STAMP_NAME = '.generation';

/** Holds the store and the folders beside it together: a part that was deleted, or put back from another time, would be a shop that
 * is Ready with an empty catalogue, or has orders without their executions. Throws EngineError. */
export const holdTogether = (store: Store, folder: string): void => {
  if (existsSync(join(folder, FORMER_TABLES))) throw outdated(folder);
  const isNew = store.get<{ tables: number }>('SELECT count(*) AS tables FROM sqlite_master')?.tables === 0;
  if (!isNew && versionOf(store) < VERSION) throw torn(folder, [FORMER_TABLES]);
  const known = readGeneration(store);
  if (known?.stamped === 1) {
    const strange = PARTS.filter((part) => stampOf(folder, part) !== known.id);
    if (strange.length > 0) throw torn(folder, strange);
  } else {
    if (isNew && holdsState(folder)) throw torn(folder, ['engine.sqlite']);
    stampParts(store, folder, known?.id ?? begin(store));
  }
};

const versionOf = (store: Store): number =>
  store.get<{ user_version: number }>('PRAGMA user_version')?.user_version ?? 0;

interface Generation {
  readonly id: string;
  readonly stamped: number;
}

const readGeneration = (store: Store): Generation | undefined =>
  store.get("SELECT 1 FROM sqlite_master WHERE name = 'engine_generation'")
    ? store.get<Generation>('SELECT id, stamped FROM engine_generation')
    : undefined;

const begin = (store: Store): string =>
  store.transaction(() => {
    const id = randomUUID();
    store.schema(
      `CREATE TABLE engine_generation (id TEXT NOT NULL, stamped INTEGER NOT NULL); PRAGMA user_version = ${VERSION}`,
    );
    store.run('INSERT INTO engine_generation (id, stamped) VALUES (?, 0)', id);
    return id;
  });

/** Nothing is in the parts before the stamps are: one that was broken off begins again. */
const stampParts = (store: Store, folder: string, id: string): void => {
  for (const part of PARTS) {
    mkdirSync(join(folder, part), { recursive: true });
    writeFileSync(join(folder, part, STAMP_NAME), id);
  }
  store.run('UPDATE engine_generation SET stamped = 1');
};

const stampOf = (folder: string, part: string): string | undefined => {
  const file = join(folder, part, STAMP_NAME);
  return existsSync(file) ? readFileSync(file, 'utf8') : undefined;
};

const holdsState = (folder: string): boolean =>
  PARTS.some(
    (part) => existsSync(join(folder, part)) && readdirSync(join(folder, part)).some((name) => name !== STAMP_NAME),
  );

const outdated = (folder: string): EngineError =>
  new EngineError(
    `the data folder ${folder} is of an earlier version, whose tables (${join(folder, FORMER_TABLES)}) this one cannot read: go on with that version, or with another folder (--data DIR), or begin anew with --fresh, which deletes them`,
  );

const torn = (folder: string, strange: readonly string[]): EngineError =>
  new EngineError(
    `the data folder ${folder} is torn: ${strange.join(' and ')} ${strange.length > 1 ? 'are' : 'is'} missing, or of another time than the rest. Put back what belongs together, or begin anew with --fresh`,
  );
