import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const stampOf = (folder: string): string => join(folder, '.made-from');

/** Whether a folder was made, whole, from what has this fingerprint. */
export const isMadeFrom = (folder: string, from: string): boolean =>
  existsSync(stampOf(folder)) && readFileSync(stampOf(folder), 'utf8') === from;

/** Brings a folder to hold what `make` writes, unless it was made from the same already; `from` gives the fingerprint of what it is
 * made from. It is written beside and renamed when it is whole, so that one that was broken off is made again, and stamped only
 * where nothing has changed meanwhile. One process at a time. */
export const makeFolder = async (
  folder: string,
  from: () => string,
  make: (folder: string) => Promise<void>,
): Promise<void> => {
  const before = from();
  if (isMadeFrom(folder, before)) return;
  const beside = `${folder}.new`;
  mkdirSync(dirname(folder), { recursive: true });
  rmSync(beside, { recursive: true, force: true });
  await make(beside);
  if (from() === before) writeFileSync(stampOf(beside), before);
  rmSync(folder, { recursive: true, force: true });
  renameSync(beside, folder);
};
