import { fork } from 'node:child_process';
import { existsSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import {
  buildApp,
  type Change,
  claimDataFolder,
  createLiveAssembly,
  createTurns,
  EngineError,
  openInspector,
  readEngineCommand,
  readPort,
  synthesizeApp,
  watchFiles,
} from 'local-aws';
import { createDevPages } from '../site/dev-pages.ts';
import { fail } from './fail.ts';
import { say, startShop, summary } from './shop.ts';
import { projectDir, shopApp, shopAssembly } from './synthesize.ts';

/** What the watch of the functions tells; see lambdas/build/watch.ts. */
interface Report {
  readonly built: Readonly<Record<string, string>>;
  readonly errors: readonly string[];
  readonly models: boolean;
}

/** `--inspect` or `--inspect=PORT`, and the options of `npm start`. */
const readCommand = () => {
  const [inspect, ...others] = process.argv.slice(2).filter((arg) => /^--inspect(=|$)/.test(arg));
  if (others.length > 0) throw new EngineError('--inspect is given once');
  const args = process.argv.slice(2).filter((arg) => arg !== inspect);
  const command = readEngineCommand(resolve(projectDir, '.local'), args);
  return { command, inspect: inspect && readPort(inspect.split('=')[1] ?? '9229', '--inspect') };
};

const dev = async (): Promise<void> => {
  const { command, inspect } = readCommand();
  const debugging = typeof inspect === 'number';
  const inspector = debugging ? [`  Debugger       ${openInspector(inspect)}`] : [];
  await claimDataFolder(command.dataDir, command.fresh);
  const assembly = await shopAssembly(command.dataDir, say);
  const work = join(command.dataDir, 'dev');
  rmSync(work, { recursive: true, force: true });
  const sourceMaps = join(work, 'maps');
  const functions = watchFunctions([join(work, 'functions'), sourceMaps, assembly, debugging ? 'readable' : '']);
  const pages = await createDevPages(join(command.dataDir, 'vite'));
  const engine = await startShop(command, assembly, { sourceMaps, debugging, pages });

  const ready = `Ready\n${summary(engine, command.dataDir, inspector)}`;
  if (!debugging) say(ready);
  const first = await functions.first;
  const built = () => new Map(Object.keys(first.built).map((name) => [name, join(projectDir, 'dist', name)]));
  const isBuilt = (): boolean => [...built().values(), join(projectDir, 'dist/site')].every(existsSync);
  if (!isBuilt()) await buildApp(shopApp);
  const live = createLiveAssembly({ engine, workDir: work, assembly, folders: built() });
  if (debugging) await live.replace(new Map(Object.entries(first.built)));

  const synthesizeAgain = async (): Promise<readonly Change[]> => {
    const target = join(work, 'cdk.out');
    await synthesizeApp(shopApp, target, { build: !isBuilt() });
    return await live.become(target, built());
  };
  const turns = createTurns(say);
  functions.onReport(({ built: changed, errors, models }) => {
    for (const error of errors) say(`not built, the old code stays: ${error}`);
    const names = Object.keys(changed);
    if (names.length > 0) turns.add(names.join(', '), () => live.replace(new Map(Object.entries(changed))));
    if (models) turns.add('the API’s models', synthesizeAgain);
  });
  watchFiles(projectDir, ['lambdas'], functions.rebuild);
  watchFiles(projectDir, ['cdk', 'cdk.json', 'statemachines'], (files) => turns.add(files.join(', '), synthesizeAgain));
  if (debugging) say(ready);
  say('Watching lambdas, site, statemachines and cdk');
};

/** The functions' builds, in a process of their own. */
const watchFunctions = (args: readonly string[]) => {
  const child = fork(join(projectDir, 'lambdas/build/watch.ts'), [...args], { cwd: projectDir, execArgv: [] });
  child.send([]);
  return {
    first: new Promise<Report>((settle, reject) => child.once('message', settle).once('error', reject)),
    onReport: (listener: (report: Report) => void) => void child.on('message', listener),
    rebuild: (files: readonly string[]) => void child.send([...files]),
  };
};

await dev().catch(fail);
