import { existsSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import {
  type BuildReport,
  buildApp,
  type Change,
  claimDataFolder,
  createLiveAssembly,
  createTurns,
  EngineError,
  fail,
  type LiveAssembly,
  openInspector,
  readEngineCommand,
  readPort,
  startBuildProcess,
  synthesizeApp,
  watchFiles,
} from 'local-aws';
import { createDevPages } from '../site/dev-pages.ts';
import { say, startShop, summary } from './shop.ts';
import { projectDir, shopApp, shopAssembly } from './synthesize.ts';

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
  const lock = await claimDataFolder(command.dataDir, command.fresh);
  const assembly = await shopAssembly(command.dataDir, say);
  const work = join(command.dataDir, 'dev');
  rmSync(work, { recursive: true, force: true });
  const sourceMaps = join(work, 'maps');
  const turns = createTurns(say);
  const names = new Set<string>();

  const onReport = ({ built, errors, template }: BuildReport): void => {
    for (const error of errors) say(`not built, the old code stays: ${error}`);
    const changed = Object.keys(built);
    for (const name of changed) names.add(name);
    if (changed.length > 0)
      turns.add(changed.join(', '), async () => (await live).replace(new Map(Object.entries(built))));
    if (template) turns.add('the models of the API', synthesizeAgain);
  };
  const args = [join(work, 'functions'), sourceMaps, assembly, debugging ? 'readable' : ''];
  const functions = startBuildProcess(join(projectDir, 'lambdas/build/watch.ts'), args, onReport);
  const pages = await createDevPages(join(command.dataDir, 'vite'));
  const engine = await startShop(command, assembly, { sourceMaps, debugging, pages, lock });

  const dist = () => new Map([...names].map((name) => [name, join(projectDir, 'dist', name)]));
  const isBuilt = (): boolean => [...dist().values(), join(projectDir, 'dist/site')].every(existsSync);
  const synthesizeAgain = async (): Promise<readonly Change[]> => {
    const target = join(work, 'cdk.out');
    await synthesizeApp(shopApp, target, { build: !isBuilt() });
    return await (await live).become(target, dist());
  };
  const begin = async (): Promise<LiveAssembly> => {
    const { built, errors } = await functions.first;
    for (const error of errors) say(`not built: ${error}`);
    for (const name of Object.keys(built)) names.add(name);
    if (!isBuilt()) await buildApp(shopApp);
    const begun = createLiveAssembly({ engine, workDir: work, assembly, folders: dist() });
    if (debugging) await begun.replace(new Map(Object.entries(built)));
    return begun;
  };
  const live = begin();
  watchFiles(projectDir, ['lambdas'], functions.rebuild);
  watchFiles(projectDir, ['cdk', 'cdk.json', 'statemachines'], (files) => turns.add(files.join(', '), synthesizeAgain));
  const ready = `Ready\n${summary(engine, command.dataDir, inspector)}`;
  // Breakpoints hold in readable code only.
  if (!debugging) say(ready);
  await live;
  if (debugging) say(ready);
  say('Watching lambdas, site, statemachines and cdk');
};

await dev().catch(fail);
