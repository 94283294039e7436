import { createHash, type Hash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, sep } from 'node:path';

/** One hash, in hex, of the names and contents of files and folders below `root`, and of further facts. What does not exist
 * counts as absent. */
export const fingerprint = (root: string, paths: readonly string[], facts: readonly unknown[] = []): string => {
  const hash = createHash('sha256').update(JSON.stringify(facts));
  for (const path of paths.toSorted()) addPath(hash, root, path);
  return hash.digest('hex');
};

const addPath = (hash: Hash, root: string, path: string): void => {
  const file = join(root, path);
  const stats = statSync(file, { throwIfNoEntry: false });
  if (!stats) return;
  if (stats.isDirectory()) {
    for (const name of readdirSync(file).sort()) addPath(hash, root, join(path, name));
    return;
  }
  const contents = readFileSync(file);
  hash.update(`${path.replaceAll(sep, '/')}\0${contents.length}\0`).update(contents);
};
