import type { Browser, BrowserContextOptions, ConsoleMessage, Page, Response } from 'playwright-core';
import { holdAnswer } from '../helpers/contract/contract.ts';

/** A person at the site with a browser profile of their own. */
export interface Visitor {
  readonly page: Page;
  /** What a visit must not show: console errors, violations of the content security policy, requests to elsewhere. */
  complaints(): readonly string[];
  /** Tells that a complaint like this is the point of the test; that it does not come is one, too. */
  expectComplaint(pattern: RegExp): void;
  /** Tells that a complaint like this is no matter: not every browser has it. */
  allowComplaint(pattern: RegExp): void;
  leave(): Promise<void>;
}

/** What a visitor's browser is like. */
export type VisitorOptions = Pick<
  BrowserContextOptions,
  | 'locale'
  | 'colorScheme'
  | 'forcedColors'
  | 'viewport'
  | 'isMobile'
  | 'hasTouch'
  | 'reducedMotion'
  | 'timezoneId'
  /** Blocked unless a test is about the worker: it would answer before a test's own routes do. */
  | 'serviceWorkers'
>;

/** What Playwright says where it blocks the worker. */
const BLOCKED = 'Service Worker registration blocked by Playwright';

/** Holds an answer of the API against the contract. Its body is gone where the page was left meanwhile. */
const holdResponse = async (response: Response): Promise<void> => {
  // What the worker had kept, or hands on: its body may be gone with the worker.
  if (response.fromServiceWorker() || response.request().serviceWorker() !== null) return;
  const contentType = response.headers()['content-type'] ?? '';
  const text = await response.text().catch(() => undefined);
  if (text === undefined) return;
  holdAnswer(response.url(), { method: response.request().method(), status: response.status(), contentType, text });
};

/** Opens a browser profile for the site, watched from its first request on. */
export const visit = async (
  browser: Browser,
  origins: { readonly site: string; readonly others: readonly string[] },
  options: VisitorOptions = {},
): Promise<Visitor> => {
  const context = await browser.newContext({
    baseURL: origins.site,
    locale: 'en-GB',
    timezoneId: 'UTC',
    viewport: { width: 1280, height: 900 },
    reducedMotion: 'reduce',
    serviceWorkers: 'block',
    ...options,
  });
  context.setDefaultTimeout(15_000);
  const complaints: string[] = [];
  const expected = new Map<RegExp, boolean>();
  const complain = (text: string): void => {
    const patterns = [...expected.keys()].filter((pattern) => pattern.test(text));
    for (const pattern of patterns) expected.set(pattern, true);
    if (patterns.length === 0) complaints.push(text);
  };
  const known = new Set([origins.site, ...origins.others]);
  context.on('console', (message: ConsoleMessage) => {
    if (message.type() !== 'error' && message.type() !== 'warning') return;
    if (message.text() === BLOCKED) return;
    complain(`console ${message.type()}: ${message.text()} (${message.location().url})`);
  });
  context.on('weberror', (error) => complain(`uncaught: ${error.error().stack}`));
  context.on('request', (request) => {
    const { origin, protocol } = new URL(request.url());
    if (!known.has(origin) && protocol !== 'data:') complain(`request to elsewhere: ${request.url()}`);
  });
  const looks: Promise<void>[] = [];
  context.on('response', (response) => void looks.push(holdResponse(response)));
  await context.exposeBinding('reportViolation', (_source, text: string) => complain(`policy violation: ${text}`));
  await context.addInitScript(`document.addEventListener('securitypolicyviolation', (event) =>
    reportViolation([event.violatedDirective, event.blockedURI, event.sourceFile].join(' ')));`);
  return {
    page: await context.newPage(),
    complaints: () => [
      ...complaints,
      ...[...expected].flatMap(([pattern, seen]) => (seen ? [] : [`expected, but not seen: ${pattern}`])),
    ],
    expectComplaint: (pattern) => void expected.set(pattern, false),
    allowComplaint: (pattern) => void expected.set(pattern, true),
    leave: async () => {
      await Promise.all(looks);
      await context.close();
    },
  };
};
