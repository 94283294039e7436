import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestContext } from 'vitest';
import { type ChildEngine, startChildEngine } from '../../src/testing/child-engine.ts';

/** A data folder, and the engine that runs on it at the moment; both go when the test ends. */
export const openFolder = async (onTestFinished: TestContext['onTestFinished']) => {
  const dataDir = mkdtempSync(join(tmpdir(), 'engine-'));
  let engine = await startChildEngine(dataDir);
  onTestFinished(async () => {
    await engine.kill();
    rmSync(dataDir, { recursive: true, force: true });
  });
  return {
    engine,
    restart: async (): Promise<ChildEngine> => {
      engine = await startChildEngine(dataDir);
      return engine;
    },
  };
};
