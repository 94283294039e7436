import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  interface ProvidedContext {
    /** Where the tests of the template write what they synthesize. */
    infraFolder: string;
  }
}

/** Makes the folder of what is synthesized, and removes it when all files are done. */
export const setup = (project: TestProject): (() => void) => {
  const folder = mkdtempSync(join(tmpdir(), 'infra-'));
  project.provide('infraFolder', folder);
  return () => rmSync(folder, { recursive: true, force: true });
};
