import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

/** The engine's own tests, which need this folder and its packages alone; the shop's configuration takes them in as a project. */
export default defineConfig({
  test: {
    name: 'engine',
    include: ['test/**/*.test.ts'],
    execArgv: ['--disable-warning=ExperimentalWarning'],
    // Half of the time went into loading the same modules for each file; what a file changes of the process, it puts back.
    isolate: false,
    // A file more at a time than there are cores; as many as the shop's projects have, which Vitest wants of projects that run together.
    maxWorkers: availableParallelism() + 1,
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
});
