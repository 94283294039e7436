import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Plugin } from 'vite';

const filesIn = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1));

const isSame = (one: string, other: string): boolean => {
  try {
    return readFileSync(one).equals(readFileSync(other));
  } catch {
    return false;
  }
};

/** Documents last: what they name is there before them. */
const inOrder = (files: readonly string[]): string[] =>
  files.toSorted((one, other) => Number(one.endsWith('.html')) - Number(other.endsWith('.html')));

/** Brings a folder to hold exactly what another holds, file by file: at no moment is one missing that both builds have. */
const publish = (from: string, to: string): void => {
  const files = filesIn(from);
  for (const file of inOrder(files)) {
    if (isSame(join(from, file), join(to, file))) continue;
    mkdirSync(dirname(join(to, file)), { recursive: true });
    renameSync(join(from, file), join(to, file));
  }
  const wanted = new Set(files);
  for (const file of filesIn(to)) if (!wanted.has(file)) rmSync(join(to, file), { force: true });
};

/** Builds into a folder of this process's own and publishes it when it is whole: Vite itself empties its output first, and a
 * synthesis beside the build would find no pages. `outDir` is where the pages end. */
export const publishBeside = (outDir: string): Plugin => {
  const beside = `${outDir}.${process.pid}.new`;
  return {
    name: 'publish-beside',
    apply: 'build',
    config: () => ({ build: { outDir: beside, emptyOutDir: true } }),
    closeBundle: {
      order: 'post',
      handler(error) {
        if (!error) publish(beside, outDir);
        rmSync(beside, { recursive: true, force: true });
      },
    },
  };
};
