import type { TestProject } from 'vitest/node';
import { findBrowser, launchBrowserServer } from '../helpers/browser.ts';
import { setup as synthesizeOnce } from '../helpers/global-setup.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Where the browser that the tests drive listens; without one they are skipped. */
    browser: string | undefined;
  }
}

/** Looks for a browser; where there is one, starts it for all files, builds the site and synthesizes the stack. */
export const setup = async (project: TestProject): Promise<(() => Promise<void>) | undefined> => {
  const browser = findBrowser();
  if (browser !== undefined) {
    const removeAssembly = await synthesizeOnce(project);
    const server = await launchBrowserServer(browser);
    project.provide('browser', server.wsEndpoint());
    return async () => {
      await server.close();
      removeAssembly?.();
    };
  }
  project.provide('browser', undefined);
  const hint = 'no Chromium, Chrome or Edge found: install one, or name it in CHROMIUM_PATH';
  if (process.env.CI) throw new Error(`The browser tests cannot run: ${hint}`);
  console.warn(`The browser tests are skipped: ${hint}.`);
  return undefined;
};
