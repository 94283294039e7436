import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

const project = (name: string, options: object = {}, folder = `test/${name}`) => ({
  test: {
    name,
    include: [`${folder}/**/*.test.ts`],
    execArgv: ['--disable-warning=ExperimentalWarning'],
    ...options,
  },
});

export default defineConfig({
  test: {
    // Most tests wait for an engine rather than compute: two files at a time, also where Vitest would take one on two cores.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    projects: [
      project('unit'),
      project('engine', { testTimeout: 30_000, hookTimeout: 60_000 }, 'local/engine/test'),
      project('infra', { testTimeout: 60_000, hookTimeout: 60_000 }),
      project('integration', {
        globalSetup: ['test/helpers/global-setup.ts'],
        testTimeout: 30_000,
        hookTimeout: 60_000,
      }),
      project('faults', { globalSetup: ['test/helpers/global-setup.ts'], testTimeout: 120_000, hookTimeout: 60_000 }),
      project('browser', {
        globalSetup: ['test/browser/setup.ts'],
        // A browser and an engine each: two files at a time would only wait for each other.
        fileParallelism: false,
        testTimeout: 60_000,
        hookTimeout: 60_000,
      }),
    ],
  },
});
