import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { dirname, join, sep } from 'node:path';
import { type BuildOptions, context } from 'esbuild';
import * as z from 'zod';
import { orderRequestSchema } from './core/contract/order-request.ts';

/** The repository's root. */
export const REPOSITORY = join(import.meta.dirname, '..');

/** Modules beside the entry files that are no functions. */
const NOT_FUNCTIONS = new Set(['build.ts']);

/** Folders of entry files; a function in one is named for the folder too: `support-search-orders`. */
const ENTRY_FOLDERS = ['', 'support'];

/** The entry file of each function, by the function's name, as a path from this folder. */
export const entryFiles = async (): Promise<Map<string, string>> => {
  const found = ENTRY_FOLDERS.map(async (folder) => {
    const entries = await readdir(join(import.meta.dirname, folder), { withFileTypes: true });
    return entries
      .filter((entry) => entry.isFile() && entry.name.endsWith('.ts') && !NOT_FUNCTIONS.has(entry.name))
      .map((entry) => join(folder, entry.name))
      .map((file): [string, string] => [file.slice(0, -'.ts'.length).replaceAll(sep, '-'), file]);
  });
  return new Map((await Promise.all(found)).flat().sort());
};

/** The functions, by the names of their bundles. */
export const functionNames = async (): Promise<string[]> => [...(await entryFiles()).keys()];

/** Folders beside the entry files that go with a function as they are. */
export const FOLDERS: Readonly<Record<string, string>> = {
  'send-email': 'emails',
  'support-show-mail': 'emails',
};

/** One file of the output, by its path. */
export interface OutputFile {
  path: string;
  contents: Uint8Array;
}

/** The options of a function's bundle: `<name>/index.mjs` and chunks that load when used, such as the SDK's credential providers. */
export const bundleOptions = (name: string, file: string, output: string) =>
  ({
    absWorkingDir: REPOSITORY,
    entryPoints: { index: join('lambdas', file) },
    outdir: join(output, name),
    outExtension: { '.js': '.mjs' },
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node24',
    mainFields: ['module', 'main'],
    minify: true,
    legalComments: 'none',
    write: false,
    logLevel: 'warning',
  }) as const satisfies BuildOptions;

/** What esbuild takes each function for. */
const ANY_FUNCTION = 'any-function';

/** What bundles functions one after the other, each by a build of its own, so that each folder holds what this function needs and
 * nothing more. What several functions are made of is read and parsed once, which is half of the work: to esbuild they are one
 * build that is repeated, whose entry is another file each time. Source maps are left out: enabled at run time they add 25 to 30 ms
 * to each cold start. */
export const createBundler = async (output: string, more: BuildOptions = {}) => {
  let entry = '';
  const options = {
    ...bundleOptions(ANY_FUNCTION, '', output),
    ...more,
    write: false,
    entryPoints: { index: ANY_FUNCTION },
    plugins: [
      {
        name: 'entry',
        setup: (builds) => builds.onResolve({ filter: new RegExp(`^${ANY_FUNCTION}$`) }, () => ({ path: entry })),
      },
    ],
  } as const satisfies BuildOptions;
  const builds = await context(options);
  return {
    /** The files of a function's bundle; one function at a time. */
    bundle: async (name: string, file: string): Promise<OutputFile[]> => {
      entry = join(import.meta.dirname, file);
      const { outputFiles } = await builds.rebuild();
      const moved = (path: string): string => path.replace(join(output, ANY_FUNCTION), join(output, name));
      return outputFiles.map(({ path, contents }) => ({ path: moved(path), contents }));
    },
    dispose: () => builds.dispose(),
  };
};

/** The files of the function's folder, if it has one, under the same name beside its bundle. */
export const filesBeside = async (name: string, output: string): Promise<OutputFile[]> => {
  const folder = FOLDERS[name];
  if (folder === undefined) return [];
  const source = join(import.meta.dirname, folder);
  const read = (await readdir(source)).sort().map(async (file) => ({
    path: join(output, name, folder, file),
    contents: await readFile(join(source, file)),
  }));
  return Promise.all(read);
};

/** The JSON schema of POST /api/orders for API Gateway's model, which is draft 4. */
const orderRequestModel = (output: string): OutputFile => {
  const schema = z.toJSONSchema(orderRequestSchema, { target: 'draft-4', io: 'input' });
  const text = `${JSON.stringify(schema, null, 2)}\n`;
  return { path: join(output, 'models', 'order-request.json'), contents: new TextEncoder().encode(text) };
};

const isUpToDate = async ({ path, contents }: OutputFile): Promise<boolean> => {
  const current = await readFile(path).catch(() => undefined);
  return current?.equals(contents) ?? false;
};

/** Brings a folder to hold exactly these files. What is the same already is left alone and nothing is cleared first, so
 * that a build beside a running engine, or beside another build, takes no file away from it. */
export const sync = async (folder: string, files: readonly OutputFile[]): Promise<void> => {
  await mkdir(folder, { recursive: true });
  for (const file of files) {
    if (await isUpToDate(file)) continue;
    await mkdir(dirname(file.path), { recursive: true });
    await writeFile(file.path, file.contents);
  }
  const wanted = new Set(files.flatMap(({ path }) => [path, dirname(path)]));
  const present = (await readdir(folder, { recursive: true })).map((name) => join(folder, name));
  const stale = present.filter((path) => !wanted.has(path));
  await Promise.all(stale.map((path) => rm(path, { recursive: true, force: true })));
};

/** Bundles every function and writes the API's model; gives each function's size in bytes. */
export const buildFunctions = async (output: string): Promise<{ name: string; bytes: number }[]> => {
  // esbuild's heap may grow to five times what lives before it is collected. With that, and one function a core at a time, the
  // functions take two thirds of the time and less than half of the memory that they take all at once.
  process.env.GOGC ??= '400';
  const entries = await entryFiles();
  await sync(join(output, 'models'), [orderRequestModel(output)]);
  const waiting = entries.entries();
  const sizes = new Map<string, number>();
  const buildOneByOne = async (): Promise<void> => {
    const bundler = await createBundler(output);
    try {
      for (const [name, file] of waiting) {
        const files = [...(await bundler.bundle(name, file)), ...(await filesBeside(name, output))];
        await sync(join(output, name), files);
        sizes.set(
          name,
          files.reduce((total, { contents }) => total + contents.byteLength, 0),
        );
      }
    } finally {
      await bundler.dispose();
    }
  };
  await Promise.all(Array.from({ length: availableParallelism() }, buildOneByOne));
  return [...entries.keys()].map((name) => ({ name, bytes: sizes.get(name) ?? 0 }));
};

/** Builds everything, or with `models` only the API's models. */
const main = async (command: string | undefined): Promise<void> => {
  const dist = join(REPOSITORY, 'dist');
  if (command === 'models') return sync(join(dist, 'models'), [orderRequestModel(dist)]);
  const sizes = await buildFunctions(dist);
  const kilobytes = sizes.map(({ name, bytes }) => `${name} ${Math.round(bytes / 1000)}`).join(', ');
  console.log(`lambdas: ${sizes.length} functions bundled (kB): ${kilobytes}`);
};

if (import.meta.main) await main(process.argv[2]);
