import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';
import { LongestFirst } from './test/helpers/longest-first.ts';
import { useOwnTemporaryFolder } from './test/helpers/temporary-folder.ts';

useOwnTemporaryFolder();

const project = (name: string, options: object = {}) => ({
  test: {
    name,
    include: [`test/${name}/**/*.test.ts`],
    execArgv: ['--disable-warning=ExperimentalWarning'],
    // Files of a project share their workers, and so the modules that both load; what a file changes of the process, it puts back.
    isolate: false,
    testTimeout: 60_000,
    hookTimeout: 60_000,
    ...options,
  },
});

/** What needs the shop; its cloud assembly is synthesized once for all of them, and whatever it answers keeps the contract. */
const withShop = (name: string, options: object = {}) =>
  project(name, {
    globalSetup: ['test/helpers/global-setup.ts'],
    setupFiles: ['test/helpers/contract/hold.ts'],
    ...options,
  });

/** Projects by what they need. `unit`: no process, no network, no synthesis. `build`:
 * bundles, scripts, and what speaks to a stub over HTTP. `infra`: the template. */
export default defineConfig({
  test: {
    // Most tests wait for an engine rather than compute: a file more at a time than there are cores.
    maxWorkers: availableParallelism() + 1,
    sequence: { sequencer: LongestFirst },
    projects: [
      project('unit', { testTimeout: 20_000 }),
      'local/engine/vitest.config.ts',
      project('build'),
      project('infra', { globalSetup: ['test/infra/setup.ts'] }),
      withShop('integration', { testTimeout: 30_000 }),
      withShop('faults', { testTimeout: 120_000 }),
      project('mutations', { globalSetup: ['test/helpers/global-setup.ts'], testTimeout: 120_000 }),
      withShop('browser', { globalSetup: ['test/browser/setup.ts'] }),
    ],
  },
});
