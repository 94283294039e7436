import { announceRunning, withdrawRunning } from '../client/running.ts';
import type { RunningEngine } from '../options.ts';
import { stopOnSignal } from './stop-on-signal.ts';

/** Tells the other commands of an engine, until Ctrl-C or SIGTERM stops it and the process. */
export const runUntilStopped = (engine: RunningEngine, dataDir: string, onError: (error: unknown) => void): void => {
  const { siteOrigin, awsOrigin, outputs } = engine;
  announceRunning(dataDir, { pid: process.pid, siteOrigin, awsOrigin, outputs: { ...outputs } });
  stopOnSignal(async () => {
    await engine.stop();
    withdrawRunning(dataDir);
  }, onError);
};
