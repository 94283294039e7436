import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join, relative, resolve, sep } from 'node:path';
import type { BuildOptions } from 'esbuild';
import { createBundler, entryFiles, type OutputFile, REPOSITORY } from '../build.ts';

/** What makes the bundles with maps that name their sources, whose text is not in them. */
export const WITH_MAPS = { sourcemap: 'external', sourcesContent: false } as const satisfies BuildOptions;

/** The sources of a map as paths from the repository, in its own text. */
const withRepositoryPaths = (map: OutputFile): Buffer => {
  const content = JSON.parse(Buffer.from(map.contents).toString()) as { sources: string[] };
  const sources = content.sources.map((source) =>
    relative(REPOSITORY, resolve(dirname(map.path), source))
      .split(sep)
      .join('/'),
  );
  return Buffer.from(JSON.stringify({ ...content, sources }));
};

/** Chunks are named for a hash that their map has a part in: without it the two builds of a function are the same. */
const withoutHashes = (contents: Uint8Array): string =>
  Buffer.from(contents)
    .toString()
    .replaceAll(/-[A-Z0-9]{8}(?=\.mjs)/g, '');

/** In hex. */
export const sha256 = (contents: Uint8Array | string): string => createHash('sha256').update(contents).digest('hex');

/** The SHA-256 of bundles that were built without maps, by that of the text that they have in common with those built with maps. */
export type Twins = ReadonlyMap<string, readonly string[]>;

/** The bundles below a folder, which may be the functions' or a cloud assembly. */
export const twinsIn = async (folder: string): Promise<Twins> => {
  const names = (await readdir(folder, { recursive: true })).filter((name) => name.endsWith('.mjs'));
  const twins = new Map<string, string[]>();
  for (const name of names) {
    const contents = await readFile(join(folder, name));
    const common = sha256(withoutHashes(contents));
    twins.set(common, [...(twins.get(common) ?? []), sha256(contents)]);
  }
  return twins;
};

/** Keeps the maps of bundles, and of their twins, in a folder: each under the SHA-256 of its bundle's file, `<hex>.map`. */
export const keepMaps = async (files: readonly OutputFile[], twins: Twins, maps: string): Promise<void> => {
  await mkdir(maps, { recursive: true });
  const byPath = new Map(files.map((file) => [file.path, file]));
  for (const { path, contents } of files) {
    const map = byPath.get(`${path}.map`);
    if (!map) continue;
    const text = withRepositoryPaths(map);
    for (const hash of new Set([sha256(contents), ...(twins.get(sha256(withoutHashes(contents))) ?? [])]))
      await writeFile(join(maps, `${hash}.map`), text);
  }
};

/** Makes the maps of the bundles below a folder, if they are of the present sources. They stay on this machine: what is
 * deployed is built without them. */
export const buildMaps = async (bundles: string, maps: string): Promise<void> => {
  const twins = await twinsIn(bundles);
  const bundler = await createBundler(join(REPOSITORY, 'dist'), WITH_MAPS);
  try {
    for (const [name, file] of await entryFiles()) await keepMaps(await bundler.bundle(name, file), twins, maps);
  } finally {
    await bundler.dispose();
  }
};

/** `maps.ts BUNDLES MAPS` */
if (import.meta.main) {
  const [, , bundles = '', maps = ''] = process.argv;
  await buildMaps(bundles, maps);
}
