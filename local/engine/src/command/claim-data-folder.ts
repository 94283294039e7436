import { EngineError } from '../aws-error.ts';
import { findRunning } from '../client/running.ts';
import { emptyDataFolder, makeDataFolder } from '../data-folder.ts';

/** Makes a data folder ready for an engine; with `fresh` an empty one. Throws EngineError where an engine runs on it already, or
 * where it cannot be used. */
export const claimDataFolder = async (dataDir: string, fresh: boolean): Promise<void> => {
  const other = await findRunning(dataDir);
  if (other) throw new EngineError(`an engine (process ${other.pid}, ${other.siteOrigin}) already runs on ${dataDir}`);
  if (fresh) emptyDataFolder(dataDir);
  makeDataFolder(dataDir);
};
