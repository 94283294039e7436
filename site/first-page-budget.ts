import { gzipSync } from 'node:zlib';
import type { Plugin, Rolldown } from 'vite';

type Chunk = Rolldown.OutputChunk;

const chunksOf = (bundle: Rolldown.OutputBundle): Chunk[] =>
  Object.values(bundle).filter((output): output is Chunk => output.type === 'chunk');

const sizeOf = ({ code }: Chunk): number => gzipSync(code).byteLength;

const FIRST_WORDS = /\/contract\/languages\/[a-z]+\.ts\?first$/;

/** The largest of the languages: a page loads the one that it is in. */
const largestLanguage = (bundle: Rolldown.OutputBundle): Chunk[] =>
  chunksOf(bundle)
    .filter(({ facadeModuleId }) => facadeModuleId !== null && FIRST_WORDS.test(facadeModuleId))
    .toSorted((one, other) => sizeOf(other) - sizeOf(one))
    .slice(0, 1);

/** The entries and all that they import at once; what they import later, when it is needed, does not count. */
const firstPageChunks = (bundle: Rolldown.OutputBundle): Chunk[] => {
  const byName = new Map(chunksOf(bundle).map((chunk) => [chunk.fileName, chunk]));
  const wanted = [...byName.values()].filter((chunk) => chunk.isEntry).map((chunk) => chunk.fileName);
  const found = new Set<Chunk>();
  for (const name of wanted) {
    const chunk = byName.get(name);
    if (chunk === undefined || found.has(chunk)) continue;
    found.add(chunk);
    wanted.push(...chunk.imports);
  }
  return [...found];
};

/** Tells the gzipped JavaScript of the first page, with its words, and fails the build when it is more than `maxBytes`. */
export const firstPageBudget = (maxBytes: number): Plugin => ({
  name: 'first-page-budget',
  apply: 'build',
  writeBundle(_, bundle) {
    const chunks = [...firstPageChunks(bundle), ...largestLanguage(bundle)];
    const bytes = chunks.reduce((total, chunk) => total + sizeOf(chunk), 0);
    const size = `${(bytes / 1000).toFixed(1)} kB of JavaScript (gzip) on the first page, ${maxBytes / 1000} kB allowed`;
    if (bytes > maxBytes) this.error(`site: ${size}: ${chunks.map(({ fileName }) => fileName).join(', ')}`);
    this.info(`site: ${size}`);
  },
});
