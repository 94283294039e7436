import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Gives a run, with all the processes that it starts, a temporary folder of its own, which goes with it: what tests leave of engines
 * that they kill and of assemblies that they change comes to a gigabyte. */
export const useOwnTemporaryFolder = (): void => {
  const folder = mkdtempSync(join(tmpdir(), 'shop-tests-'));
  for (const name of ['TMPDIR', 'TEMP', 'TMP']) process.env[name] = folder;
  process.on('exit', () => rmSync(folder, { recursive: true, force: true, maxRetries: 3 }));
};
