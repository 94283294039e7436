import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { type Browser, type BrowserServer, chromium, type LaunchOptions } from 'playwright-core';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome', 'microsoft-edge'];

const usualPlaces: Readonly<Partial<Record<NodeJS.Platform, readonly string[]>>> = {
  darwin: [
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
    '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  ],
  win32: ['ProgramFiles', 'ProgramFiles(x86)', 'LocalAppData'].flatMap((root) => {
    const folder = process.env[root];
    if (folder === undefined) return [];
    return [
      join(folder, 'Google/Chrome/Application/chrome.exe'),
      join(folder, 'Chromium/Application/chrome.exe'),
      join(folder, 'Microsoft/Edge/Application/msedge.exe'),
    ];
  }),
};

const isExecutable = (file: string): boolean => {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
};

/** A Chromium of this machine: `CHROMIUM_PATH`, or where they usually are. */
export const findBrowser = (): string | undefined => {
  const told = process.env.CHROMIUM_PATH;
  if (told) return told;
  const onPath = (process.env.PATH ?? '')
    .split(delimiter)
    .flatMap((folder) => (process.platform === 'win32' || !folder ? [] : NAMES.map((name) => join(folder, name))));
  return [...onPath, ...(usualPlaces[process.platform] ?? [])].find(isExecutable);
};

const optionsOf = (executablePath: string): LaunchOptions => ({
  executablePath,
  headless: true,
  args: [
    ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
    '--disable-gpu',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
    // Pages share their processes: to start one for each visit cost more than the visit.
    '--renderer-process-limit=2',
  ],
});

/** Starts the browser with a fresh profile, and with nothing of it that calls home. */
export const launchBrowser = (executablePath: string): Promise<Browser> => chromium.launch(optionsOf(executablePath));

/** Starts such a browser for other processes to drive. */
export const launchBrowserServer = (executablePath: string): Promise<BrowserServer> =>
  chromium.launchServer({ ...optionsOf(executablePath), host: '127.0.0.1' });
