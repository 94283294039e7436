import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { TestProject } from 'vitest/node';
import { synthesize } from '../../local/cli/synthesize.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** The synthesized cloud assembly of the dev stage. */
    assembly: string;
  }
}

/** Where the stack's login sends people back to; tests read the code off the redirect, nothing listens there. */
export const siteUrl = 'http://localhost:3000/';

/** Builds the functions and synthesizes the stack once for all tests that run it. */
export const setup = async (project: TestProject): Promise<() => void> => {
  const folder = mkdtempSync(join(tmpdir(), 'assembly-'));
  await synthesize(resolve(import.meta.dirname, '../..'), folder, { siteUrls: siteUrl });
  project.provide('assembly', folder);
  return () => rmSync(folder, { recursive: true, force: true });
};
