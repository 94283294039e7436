import { EngineError } from '../aws-error.ts';
import { findRunning } from '../client/running.ts';
import { emptyDataFolder, makeDataFolder, refuseToEmpty } from '../data-folder.ts';
import { type DataLock, lockDataFolder } from '../data-lock.ts';

/** Makes a data folder ready for an engine, with `fresh` an empty one, and locks it: the engine is to be started with the lock.
 * Throws EngineError where an engine runs on it already or is about to, or where it cannot be used. */
export const claimDataFolder = async (dataDir: string, fresh: boolean): Promise<DataLock> => {
  if (fresh) refuseToEmpty(dataDir);
  makeDataFolder(dataDir);
  const lock = await lockOrSayWho(dataDir);
  try {
    if (fresh) emptyDataFolder(dataDir);
    return lock;
  } catch (error) {
    lock.release();
    throw error;
  }
};

const lockOrSayWho = async (dataDir: string): Promise<DataLock> => {
  try {
    return lockDataFolder(dataDir);
  } catch (error) {
    const other = await findRunning(dataDir);
    if (!other) throw error;
    throw new EngineError(`an engine (process ${other.pid}, ${other.siteOrigin}) already runs on ${dataDir}`);
  }
};
