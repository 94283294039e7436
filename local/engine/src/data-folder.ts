import { accessSync, constants, existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { EngineError } from './aws-error.ts';
import { openStore, type Store } from './store.ts';

/** Empties an engine's data folder; refuses a folder that holds anything else. */
export const emptyDataFolder = (folder: string): void => {
  if (!existsSync(folder)) return;
  const entries = readdirSync(folder);
  const ours = (entry: string): boolean => entry === 'engine.sqlite' || entry.startsWith('cdk.out');
  if (entries.length > 0 && !entries.some(ours)) {
    throw new EngineError(
      `--fresh would delete ${folder}, which is no data folder of this engine: choose another with --data`,
    );
  }
  for (const entry of entries) rmSync(join(folder, entry), { recursive: true, force: true });
};

/** Makes the folder before anything is built into it. Throws EngineError where it cannot be written. */
export const makeDataFolder = (folder: string): void => inDataFolder(folder, () => accessSync(folder, constants.W_OK));

/** Opens the store in a data folder, which is made where it is missing. Throws EngineError where that cannot be. */
export const openDataFolder = (folder: string): Store => inDataFolder(folder, openStore);

/** Makes the folder and does something in it. Throws EngineError where that fails. */
const inDataFolder = <T>(folder: string, work: (folder: string) => T): T => {
  try {
    makeWithParents(folder);
    return work(folder);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new EngineError(`the data folder ${folder} cannot be used (${reason}): choose another with --data DIR`);
  }
};

/** Node's own `recursive` never ends where a parent takes no folders, such as /proc. */
const makeWithParents = (folder: string): void => {
  if (existsSync(folder)) return;
  makeWithParents(dirname(folder));
  mkdirSync(folder);
};
