import { url } from 'node:inspector';
import { announceRunning, withdrawRunning } from '../client/running.ts';
import { isDiskFull } from '../disk-full.ts';
import { pause, systemClock } from '../kit/clock.ts';
import type { RunningEngine } from '../options.ts';
import { stopOnSignal } from './stop-on-signal.ts';

/** How long requests and functions under way may take to end. */
const GRACE_MS = 5000;

/** How long a stop waits for functions that a debugger holds, and for an engine that the disk has failed. */
const PATIENCE_MS = 2000;

/** Tells the other commands of an engine, until Ctrl-C or SIGTERM stops it and the process, or the disk is full: then `onError` is
 * told once everything is stopped, and has to end the process. */
export const runUntilStopped = (engine: RunningEngine, dataDir: string, onError: (error: unknown) => void): void => {
  const { siteOrigin, awsOrigin, outputs } = engine;
  announceRunning(dataDir, { pid: process.pid, siteOrigin, awsOrigin, outputs: { ...outputs } });
  // What else fails meanwhile fails of the same.
  process.on('uncaughtException', (error) => {
    if (!isDiskFull(error)) onError(error);
  });
  void engine.broken.then(async (error) => {
    await Promise.race([engine.stop().catch(() => {}), pause(systemClock, PATIENCE_MS)]);
    withdrawRunning(dataDir);
    onError(error);
  });
  stopOnSignal(async () => {
    // A function that a debugger holds does not end. What was committed is on disk, as after any kill.
    if (url() !== undefined) setTimeout(() => process.kill(process.pid, 'SIGKILL'), PATIENCE_MS);
    await engine.stop(GRACE_MS);
    withdrawRunning(dataDir);
  }, onError);
};
