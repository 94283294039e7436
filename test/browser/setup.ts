import type { TestProject } from 'vitest/node';
import { findBrowser } from '../helpers/browser.ts';
import { setup as synthesizeOnce } from '../helpers/global-setup.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** The browser that the tests drive; without one they are skipped. */
    browser: string | undefined;
  }
}

/** Looks for a browser; where there is one, builds the site and synthesizes the stack. */
export const setup = async (project: TestProject): Promise<(() => void) | undefined> => {
  const browser = findBrowser();
  project.provide('browser', browser);
  if (browser !== undefined) return synthesizeOnce(project);
  const hint = 'no Chromium, Chrome or Edge found: install one, or name it in CHROMIUM_PATH';
  if (process.env.CI) throw new Error(`The browser tests cannot run: ${hint}`);
  console.warn(`The browser tests are skipped: ${hint}.`);
  return undefined;
};
