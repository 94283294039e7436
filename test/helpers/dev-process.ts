import { spawn } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { makeDataFolder, makeFolder } from 'local-aws';
import { requireRunning } from 'local-aws/client';
import { until } from 'local-aws/testing';
import { shopFingerprint } from '../../local/synthesize.ts';

const repository = resolve(import.meta.dirname, '../..');
const SOURCES = [
  'cdk',
  'dist',
  'lambdas',
  'local',
  'site',
  'statemachines',
  'cdk.json',
  'package.json',
  'package-lock.json',
];

/** `npm run dev` on a copy of the sources, which may be edited. */
export type DevProcess = Awaited<ReturnType<typeof startDev>>;

/** Copies the sources and what was made of them, and starts `npm run dev` on them, until it watches. `assembly` was just
 * synthesized, so that nothing is built again. */
export const startDev = async (assembly: string, args: readonly string[] = []) => {
  const folder = mkdtempSync(join(tmpdir(), 'dev-'));
  const project = join(folder, 'project');
  // Where the shop's other commands look for a shop that runs.
  const dataDir = join(project, '.local');
  for (const name of [...SOURCES, 'tsconfig.json']) {
    const tests = join(repository, 'local/engine/test');
    cpSync(join(repository, name), join(project, name), { recursive: true, filter: (path) => path !== tests });
  }
  symlinkSync(join(repository, 'node_modules'), join(project, 'node_modules'));
  makeDataFolder(dataDir);
  await makeFolder(join(dataDir, 'cdk.out'), shopFingerprint, async (made) =>
    cpSync(assembly, made, { recursive: true }),
  );
  const ports = ['--port', '0', '--aws-port', '0'];
  const child = spawn(process.execPath, ['local/launch.mjs', 'dev', ...ports, ...args], {
    cwd: project,
    env: { ...process.env, NODE_OPTIONS: '--disable-warning=ExperimentalWarning', INIT_CWD: project },
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      output += text;
    });
  }
  const ended = new Promise<void>((settle) => void child.once('exit', () => settle()));
  const stop = async (): Promise<void> => {
    if (child.exitCode === null) child.kill('SIGINT');
    await ended;
    rmSync(folder, { recursive: true, force: true });
  };
  const prints = (text: string | RegExp, seconds = 20): Promise<string> =>
    until(
      `npm run dev prints ${text}`,
      () => {
        if (child.exitCode !== null) throw new Error(`npm run dev has ended:\n${output}`);
        return output.split('\n').find((line) => (typeof text === 'string' ? line.includes(text) : text.test(line)));
      },
      seconds,
    );
  const contents = (file: string): string => readFileSync(join(project, file), 'utf8');
  try {
    await prints('Watching', 120);
  } catch (error) {
    await stop();
    throw error;
  }
  return {
    project,
    dataDir,
    running: await requireRunning(dataDir),
    output: () => output,
    prints,
    contents,
    /** Saves a file with one text in the place of another. */
    edit: (file: string, before: string, after: string): void => {
      if (!contents(file).includes(before)) throw new Error(`${file} has no ${before}`);
      writeFileSync(join(project, file), contents(file).replace(before, after));
    },
    stop,
  };
};
