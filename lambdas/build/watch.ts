import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { type BuildFailure, build } from 'esbuild';
import { bundleOptions, entryFiles, FOLDERS, filesBeside, REPOSITORY, sync } from '../build.ts';
import { keepMaps, sha256, type Twins, twinsIn, WITH_MAPS } from './maps.ts';

/** Where the functions of a watch are written, and how. */
interface WatchOptions {
  /** Each build of a function goes into a folder of its own: `<name>-<digest>`. */
  readonly output: string;
  readonly maps: string;
  /** A folder with the bundles that run already, whose maps are wanted too. */
  readonly running: string;
  /** For a debugger: not minified, each bundle with a link to its map. */
  readonly readable: boolean;
}

/** What came of a change: the functions that are different now, by name, with their folders; what could not be built; whether
 * the API's models, which the template holds, are different. */
export interface WatchReport {
  readonly built: Readonly<Record<string, string>>;
  readonly errors: readonly string[];
  readonly template: boolean;
}

/** One function as it was last built. */
interface Watched {
  /** What it was made of; undefined while it cannot be built. */
  inputs?: ReadonlySet<string> | undefined;
  digest?: string;
}

/** How many functions are built at once. */
const AT_ONCE = 4;

/** Builds what files have changed, function by function; the first call builds all of them. Each build is a whole one: esbuild's
 * incremental ones take 120 ms in place of 180 and hold 50 MB a function. */
export const createFunctionWatch = ({ output, maps, running, readable }: WatchOptions) => {
  const watched = new Map<string, Watched>();
  let twins: Twins | undefined;

  const bundle = (name: string, file: string) => {
    const readably = { minify: false, sourcemap: 'linked' } as const;
    const options = { ...bundleOptions(name, file, output), ...WITH_MAPS, ...(readable && readably) };
    return build({ ...options, logLevel: 'silent', metafile: true });
  };

  /** Gives the function's folder where it is another than before. */
  const rebuild = async (name: string, file: string, changed: ReadonlySet<string>): Promise<string | undefined> => {
    const entry = watched.get(name) ?? {};
    watched.set(name, entry);
    const beside = FOLDERS[name] && `lambdas/${FOLDERS[name]}/`;
    const concerned = (path: string): boolean => entry.inputs?.has(path) || (beside ? path.startsWith(beside) : false);
    if (entry.inputs && ![...changed].some(concerned)) return undefined;
    entry.inputs = undefined;
    const { outputFiles, metafile } = await bundle(name, file);
    entry.inputs = new Set(Object.keys(metafile.inputs));
    const files = [...outputFiles, ...(await filesBeside(name, output))];
    const digest = sha256(files.map(({ path, contents }) => `${path} ${sha256(contents)}`).join('\n')).slice(0, 16);
    if (digest === entry.digest) return undefined;
    entry.digest = digest;
    await keepMaps(outputFiles, twins ?? new Map(), maps);
    const folder = join(output, `${name}-${digest}`);
    const kept = files.filter(({ path }) => readable || !path.endsWith('.map'));
    await sync(
      folder,
      kept.map(({ path, contents }) => ({ path: path.replace(join(output, name), folder), contents })),
    );
    return folder;
  };

  return async (changed: readonly string[]): Promise<Omit<WatchReport, 'template'>> => {
    // Those that run already are of the first build; a readable one replaces them all.
    twins = twins || readable ? new Map() : await twinsIn(running);
    const built: Record<string, string> = {};
    const errors: string[] = [];
    const attempt = async (name: string, file: string): Promise<void> => {
      try {
        const folder = await rebuild(name, file, new Set(changed));
        if (folder !== undefined) built[name] = folder;
      } catch (error) {
        errors.push(...messagesOf(error));
      }
    };
    const entries = [...(await entryFiles())];
    for (let start = 0; start < entries.length; start += AT_ONCE)
      await Promise.all(entries.slice(start, start + AT_ONCE).map(([name, file]) => attempt(name, file)));
    return { built, errors: [...new Set(errors)] };
  };
};

/** esbuild's complaints, a line each: `lambdas/a.ts:3:5: Expected ";"`. */
const messagesOf = (error: unknown): string[] => {
  if (!(error instanceof Error && 'errors' in error)) return [String(error)];
  return (error as BuildFailure).errors.map(({ text, location }) =>
    location ? `${location.file}:${location.line}:${location.column + 1}: ${text}` : text,
  );
};

/** Writes the models with the schemas as they are now, and gives whether they are others than before: a process of its own, as
 * this one has loaded them already. */
const rebuildModels = async (): Promise<boolean> => {
  const file = join(REPOSITORY, 'dist/models/order-request.json');
  const before = await readFile(file, 'utf8').catch(() => '');
  await promisify(execFile)(process.execPath, [join(REPOSITORY, 'lambdas/build.ts'), 'models']);
  return before !== (await readFile(file, 'utf8'));
};

/** Builds as the process's parent asks, which sends the paths of changed files and gets a {@link WatchReport} for each list. */
const serveParent = (options: WatchOptions): void => {
  const rebuild = createFunctionWatch(options);
  let turn = Promise.resolve();
  const answer = async (changed: readonly string[]): Promise<void> => {
    const report = await rebuild(changed);
    process.send?.({ ...report, template: false } satisfies WatchReport);
    if (changed.length === 0 || Object.keys(report.built).length === 0) return;
    const template = await rebuildModels().catch(() => false);
    if (template) process.send?.({ built: {}, errors: [], template } satisfies WatchReport);
  };
  process.on('message', (changed: readonly string[]) => {
    turn = turn.then(() => answer(changed));
  });
  process.on('disconnect', () => process.exit());
};

/** `watch.ts OUTPUT MAPS RUNNING [readable]` */
if (import.meta.main) {
  const [, , output = '', maps = '', running = '', readable] = process.argv;
  serveParent({ output, maps, running, readable: readable === 'readable' });
}
