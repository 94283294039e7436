import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { findRunning, type Running } from 'local-aws/client';
import { until } from 'local-aws/testing';

/** They are made at low priority: on a machine that is busy otherwise that takes minutes. */
const MAPS_SECONDS = 300;

const projectDir = resolve(import.meta.dirname, '../..');

/** An engine started as `npm start` starts it, in a process of its own. */
export interface EngineProcess {
  readonly running: Running;
  readonly dataDir: string;
  readonly child: ChildProcess;
  /** Milliseconds from the command to Ready. */
  readonly readyAfterMs: number;
  status(): Promise<{ usage: Record<string, number>; rssBytes: number; maxRssBytes: number }>;
  kill(signal: NodeJS.Signals): Promise<void>;
}

export const temporaryDataDir = (): string => mkdtempSync(join(tmpdir(), 'orders-'));
export const removeDataDir = (folder: string): void => rmSync(folder, { recursive: true, force: true });

/** Starts an engine on free ports and waits until it is ready. Rejects with its output when it ends before. */
export const startEngineProcess = async (
  dataDir: string,
  args: readonly string[] = ['--port', '0', '--aws-port', '0'],
): Promise<EngineProcess> => {
  const startedAt = performance.now();
  const child = spawn(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', 'local/launch.mjs', 'start', '--data', dataDir, ...args],
    { cwd: projectDir, stdio: ['ignore', 'pipe', 'pipe'] },
  );
  let output = '';
  await new Promise<void>((resolvePromise, reject) => {
    const read = (chunk: Buffer): void => {
      output += chunk.toString();
      if (output.includes('Ready')) resolvePromise();
    };
    child.stdout.on('data', read);
    child.stderr.on('data', read);
    child.once('exit', (code) => reject(new Error(`the engine ended with code ${code}:\n${output}`)));
  });
  const readyAfterMs = performance.now() - startedAt;
  child.stdout.resume();
  const running = await findRunning(dataDir);
  if (!running) throw new Error(`the engine says Ready but does not answer:\n${output}`);
  // A first start makes the maps of its stacks after Ready, on the same cores.
  await until('the maps are made', () => existsSync(join(dataDir, 'maps')), MAPS_SECONDS).catch((error: unknown) => {
    child.kill('SIGTERM');
    throw error;
  });
  return {
    running,
    dataDir,
    child,
    readyAfterMs,
    status: async () =>
      (await fetch(`${running.awsOrigin.replace('localhost', '127.0.0.1')}/_engine/status`)).json() as never,
    kill: (signal) =>
      new Promise((done) => {
        if (child.exitCode !== null || child.signalCode !== null) return done();
        child.once('exit', () => done());
        child.kill(signal);
      }),
  };
};
