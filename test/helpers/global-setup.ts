import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { TestProject } from 'vitest/node';
import { SHOP_CONTEXT, synthesize } from '../../local/synthesize.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** The synthesized cloud assembly of the dev stage. */
    assembly: string;
  }
}

/** From whom the shop's mails come. */
export const SENDER_ADDRESS = 'shop@example.com';

/** Builds the functions and pages and synthesizes the stack, once for all projects of a run: the first one's setup provides it
 * to every project, and the others find it there. Vitest runs the setups one after the other. */
export const setup = async (project: TestProject): Promise<(() => void) | undefined> => {
  const run = project.vitest.getRootProject();
  if (run.getProvidedContext().assembly !== undefined) return undefined;
  const folder = mkdtempSync(join(tmpdir(), 'assembly-'));
  await synthesize(resolve(import.meta.dirname, '../..'), folder, { ...SHOP_CONTEXT, senderAddress: SENDER_ADDRESS });
  run.provide('assembly', folder);
  return () => rmSync(folder, { recursive: true, force: true });
};
