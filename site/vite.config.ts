import { resolve } from 'node:path';
import preact from '@preact/preset-vite';
import { defineConfig } from 'vite';
import { chunkGroups } from './chunks.ts';
import { firstPageBudget } from './first-page-budget.ts';
import { offlineWorker } from './offline-worker.ts';
import { publishBeside } from './publish-beside.ts';
import { schemasOnDemand } from './schemas-on-demand.ts';

/** The gzipped JavaScript that the first page may load, in bytes. */
const FIRST_PAGE_BYTES = 60_000;

/** `worker.ts`, or `retired.ts` to take it back from every browser that has it (docs/operations.md). */
const WORKER = 'worker.ts';

export default defineConfig(({ command }) => {
  // A test's own environment must not reach the build: what is tested is what is deployed.
  if (command === 'build') process.env.NODE_ENV = 'production';
  return {
    root: import.meta.dirname,
    plugins: [
      preact({ reactAliasesEnabled: false, devToolsEnabled: false }),
      schemasOnDemand(),
      firstPageBudget(FIRST_PAGE_BYTES),
      offlineWorker(resolve(import.meta.dirname, 'worker', WORKER)),
      // A folder of its own beside the functions' bundles; nothing else under dist is touched.
      publishBeside(resolve(import.meta.dirname, '../dist/site')),
    ],
    build: {
      // Content addressed, so that they may be cached for ever; everything outside it must not be.
      assetsDir: 'assets',
      rolldownOptions: { output: { codeSplitting: { groups: chunkGroups() } } },
      // The content security policy admits no data: addresses.
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      // The budget's plugin tells the size that counts.
      reportCompressedSize: false,
    },
  };
});
