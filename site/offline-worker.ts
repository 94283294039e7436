import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build, type Plugin, type Rolldown } from 'vite';
import { SUPPORT, SUPPORT_CHUNK } from './chunks.ts';

const isSupports = ({ name, moduleIds, facadeModuleId }: Rolldown.OutputChunk): boolean =>
  name === SUPPORT_CHUNK ||
  SUPPORT.test(facadeModuleId ?? '') ||
  (moduleIds.length > 0 && moduleIds.every((id) => SUPPORT.test(id)));

/** The chunks and styles of all pages that are not support's, whenever they are loaded. */
const shopFiles = (bundle: Rolldown.OutputBundle): string[] => {
  const wanted = Object.values(bundle).flatMap((output) => (output.type === 'chunk' && output.isEntry ? [output] : []));
  const found = new Set(wanted);
  for (const chunk of wanted) {
    for (const name of [...chunk.imports, ...chunk.dynamicImports]) {
      const next = bundle[name];
      if (next?.type !== 'chunk' || found.has(next) || isSupports(next)) continue;
      found.add(next);
      wanted.push(next);
    }
  }
  const styles = [...found].flatMap(({ viteMetadata }) => [...(viteMetadata?.importedCss ?? [])]);
  return [...new Set([...wanted.map(({ fileName }) => fileName), ...styles])];
};

const hashOf = (file: string): string => createHash('sha384').update(readFileSync(file)).digest('base64');

/** What the worker fetches when it is installed, each file held against its hash. */
const entryOf = (folder: string, file: string) => {
  const hash = hashOf(join(folder, file));
  // The name of an asset is its revision.
  return { url: `/${file}`, revision: file.startsWith('assets/') ? null : hash, integrity: `sha384-${hash}` };
};

/** A worker is one script: it must be whole when it is installed. */
const bundle = async (entry: string, define: Readonly<Record<string, string>>): Promise<string> => {
  const bundled = await build({
    configFile: false,
    publicDir: false,
    logLevel: 'warn',
    define,
    build: { write: false, rolldownOptions: { input: entry, output: { format: 'iife' } } },
  });
  const [script] = 'output' in bundled ? bundled.output : [];
  if (script?.type !== 'chunk') throw new Error(`${entry} makes no script`);
  return script.code;
};

/** Bundles a service worker to `/sw.js`, with the list of what the shop's pages are made of in this build. */
export const offlineWorker = (entry: string): Plugin => ({
  name: 'offline-worker',
  apply: 'build',
  async writeBundle({ dir }, pages) {
    if (dir === undefined) throw new Error('the site is built into a folder');
    const files = ['index.html', 'favicon.svg', ...shopFiles(pages)];
    const precached = JSON.stringify(files.map((file) => entryOf(dir, file)));
    writeFileSync(join(dir, 'sw.js'), await bundle(entry, { PRECACHED: precached }));
  },
});
