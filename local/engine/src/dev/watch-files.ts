import { existsSync, type FSWatcher, statSync, watch } from 'node:fs';
import { basename, dirname, join, relative, sep } from 'node:path';

/** An editor writes a file in several steps; a change counts once it is quiet for so long. */
const QUIET_MS = 40;

/** Tells which files below `root` have changed, as paths from there with `/`: single files, and all below folders but hidden
 * ones. The function it gives ends it. */
export const watchFiles = (
  root: string,
  paths: readonly string[],
  onChange: (files: readonly string[]) => void,
): (() => void) => {
  const changed = new Set<string>();
  let timer: NodeJS.Timeout | undefined;
  const add = (file: string): void => {
    const path = relative(root, file).split(sep).join('/');
    if (path.split('/').some((part) => part.startsWith('.') || part.endsWith('~'))) return;
    changed.add(path);
    clearTimeout(timer);
    timer = setTimeout(() => {
      onChange([...changed].sort());
      changed.clear();
    }, QUIET_MS);
  };
  const watchers = paths
    .map((path) => join(root, path))
    .filter(existsSync)
    .map((path): FSWatcher => {
      if (statSync(path).isDirectory())
        return watch(path, { recursive: true }, (_event, name) => name !== null && add(join(path, name)));
      // Editors replace a file: its own watcher would stay with the old one.
      return watch(dirname(path), (_event, name) => name === basename(path) && add(path));
    });
  return () => {
    clearTimeout(timer);
    for (const watcher of watchers) watcher.close();
  };
};
