import type { Page } from 'playwright-core';
import type { Site } from './site.ts';
import { openShop } from './steps.ts';
import type { Visitor } from './visitor.ts';

/** Waits until the worker answers for the page. */
export const workerAnswers = (page: Page): Promise<void> =>
  page.evaluate(`navigator.serviceWorker.ready.then(() => navigator.serviceWorker.controller ??
    new Promise((resolve) => navigator.serviceWorker.addEventListener('controllerchange', resolve))).then(() => {})`);

/** A visitor at the shop, whose browser has the worker. */
export const visitWithWorker = async (site: Site, locale = 'en-GB'): Promise<Visitor> => {
  const visitor = await site.visit({ serviceWorkers: 'allow', locale });
  await visitor.page.goto('/');
  await workerAnswers(visitor.page);
  if (locale === 'en-GB') await openShop(visitor.page);
  return visitor;
};

/** Takes the network from a browser. */
export const goOffline = (page: Page): Promise<void> => page.context().setOffline(true);

/** Gives it back. */
export const goOnline = (page: Page): Promise<void> => page.context().setOffline(false);

/** The caches of the browser that hold what somebody saw of their orders. */
export const orderCaches = (page: Page): Promise<string[]> =>
  page.evaluate(`caches.keys().then((names) => names.filter((name) => name.startsWith('shop.orders.')))`);

/** Has the browser look for a new worker now; how that one ended, or that there is none. */
export const updateWorker = (page: Page): Promise<string> =>
  page.evaluate(`navigator.serviceWorker.getRegistration().then(async (registration) => {
    await registration.update();
    const next = registration.installing ?? registration.waiting ?? registration.active;
    await new Promise((resolve) => {
      const look = () => ['activated', 'redundant'].includes(next.state) && resolve();
      next.addEventListener('statechange', look);
      look();
    });
    return next.state;
  })`);
