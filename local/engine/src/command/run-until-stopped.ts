import { url } from 'node:inspector';
import { announceRunning, withdrawRunning } from '../client/running.ts';
import type { RunningEngine } from '../options.ts';
import { stopOnSignal } from './stop-on-signal.ts';

/** How long a stop waits for functions that a debugger holds. */
const patienceMs = 2000;

/** Tells the other commands of an engine, until Ctrl-C or SIGTERM stops it and the process. */
export const runUntilStopped = (engine: RunningEngine, dataDir: string, onError: (error: unknown) => void): void => {
  const { siteOrigin, awsOrigin, outputs } = engine;
  announceRunning(dataDir, { pid: process.pid, siteOrigin, awsOrigin, outputs: { ...outputs } });
  stopOnSignal(async () => {
    // A function that a debugger holds does not end. What was committed is on disk, as after any kill.
    if (url() !== undefined) setTimeout(() => process.kill(process.pid, 'SIGKILL'), patienceMs);
    await engine.stop();
    withdrawRunning(dataDir);
  }, onError);
};
