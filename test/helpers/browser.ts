import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { type Browser, type BrowserServer, chromium, type LaunchOptions } from 'playwright-core';

/** The shell first: without windows and what belongs to them, a visit costs it 0.4 s of CPU, and a whole Chromium 0.6. */
const NAMES = [
  'chromium-headless-shell',
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
  'chrome',
  'microsoft-edge',
];

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

const DISABLE = '--disable-features=';

/** Of Chromium itself, which has a window for each profile even where nobody sees it: what its address bar would drop down is a page in
 * a process of its own, and costs as much again as the visit. */
const DROPPED_DOWN = ['WebUIOmniboxPopup', 'WebUIOmniboxAimPopup'];

/** What Playwright switches off; the last list that Chromium is given is the one that it takes. */
const BY_PLAYWRIGHT = [
  'AvoidUnnecessaryBeforeUnloadCheckSync',
  'DestroyProfileOnBrowserClose',
  'HttpsUpgrades',
  'HttpsFirstBalancedModeAutoEnable',
  'LensOverlay',
  'MediaRouter',
  'PaintHolding',
  'ThirdPartyStoragePartitioning',
  'AvoidCorsURLLoaderRestartOnRedirect',
  'TcpPortRandomizationWin',
  'OptimizationHints',
  'NetworkTimeServiceQuerying',
  'AimEnabled',
  'PreconnectToSearch',
  'msForceBrowserSignIn',
  'msEdgeUpdateLaunchServicesPreferredVersion',
];

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
    `${DISABLE}${[...BY_PLAYWRIGHT, ...DROPPED_DOWN].join(',')}`,
  ],
});

/** Starts the browser with a fresh profile, and with nothing of it that calls home. */
export const launchBrowser = (executablePath: string): Promise<Browser> => chromium.launch(optionsOf(executablePath));

/** Starts such a browser for other processes to drive. Throws where Playwright has come to switch off what is not in our list. */
export const launchBrowserServer = async (executablePath: string): Promise<BrowserServer> => {
  const server = await chromium.launchServer({ ...optionsOf(executablePath), host: '127.0.0.1' });
  const lists = server.process().spawnargs.filter((argument) => argument.startsWith(DISABLE));
  const [theirs = [], ours = []] = lists.map((list) => list.slice(DISABLE.length).split(','));
  const missed = theirs.filter((feature) => !ours.includes(feature));
  if (missed.length === 0) return server;
  await server.close();
  throw new Error(`test/helpers/browser.ts lacks what Playwright switches off in Chromium: ${missed.join(', ')}`);
};
