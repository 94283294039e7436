import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type EngineOptions, type RunningEngine, startEngine } from '../engine.ts';
import { pause, systemClock } from '../kit/clock.ts';

/** A fresh engine on free ports; its data folder is removed by `dispose`. */
export const startTestEngine = async (
  options: Partial<EngineOptions> = {},
): Promise<RunningEngine & { dataDir: string; dispose(): Promise<void> }> => {
  const dataDir = options.dataDir ?? mkdtempSync(join(tmpdir(), 'engine-'));
  const engine = await startEngine({ port: 0, awsPort: 0, onLog: () => {}, ...options, dataDir });
  return Object.assign(engine, {
    dataDir,
    dispose: async () => {
      await engine.stop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  });
};

/** Settings for an AWS SDK client of the engine; any credentials are the operator's. */
export const clientSettings = (engine: RunningEngine) => ({
  endpoint: engine.awsOrigin.replace('localhost', '127.0.0.1'),
  region: 'us-east-1',
  credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
});

/** Waits until `probe` gives a value; throws after `seconds`. */
export const until = async <T>(
  what: string,
  probe: () => T | undefined | false | Promise<T | undefined | false>,
  seconds = 20,
): Promise<T> => {
  const deadline = systemClock.monotonic() + seconds * 1000;
  for (;;) {
    const value = await probe();
    if (value !== undefined && value !== false) return value;
    if (systemClock.monotonic() > deadline) throw new Error(`gave up after ${seconds} s waiting until ${what}`);
    await pause(systemClock, 20);
  }
};
