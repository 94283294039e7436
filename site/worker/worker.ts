import { clientsClaim } from 'workbox-core';
import {
  addRoute,
  cleanupOutdatedCaches,
  type PrecacheEntry,
  PrecacheFallbackPlugin,
  precache,
} from 'workbox-precaching';
import { NavigationRoute, registerRoute } from 'workbox-routing';
import { NetworkFirst, NetworkOnly } from 'workbox-strategies';
import { ordersCacheOf } from '../src/api/seen.ts';
import { customerOf } from './customer.ts';
import { keepAnswers } from './keep-answers.ts';

declare const self: ServiceWorkerGlobalScope;

/** Everything that the shop's pages are made of, of one build; put in by the build. */
declare const PRECACHED: PrecacheEntry[];

/** For a network that is there and carries nothing: what was kept is shown after this, while the answer is still waited for. */
const PATIENCE_SECONDS = 4;
/** A page of the list, and the orders that a shopper may want to look up on the way. */
const MOST_ORDERS = 50;

const CATALOGUE = '/api/products';
const CONFIG = '/config.json';
const TEXTS = /^\/texts\.[a-z]+\.json$/;
/** The list, page by page, and one order; nothing below an order, and nothing of support's. */
const ORDERS = /^\/api\/orders(?:\/[^/]+)?$/;

const networkFirst = (cacheName: string, most: number): NetworkFirst =>
  new NetworkFirst({ cacheName, networkTimeoutSeconds: PATIENCE_SECONDS, plugins: keepAnswers(most) });
const catalogue = networkFirst('shop.catalogue', 1);
const settings = networkFirst('shop.settings', 10);

// The document comes from the network whenever there is one, so that nobody is held to an earlier build, whatever became of this worker.
registerRoute(
  new NavigationRoute(
    new NetworkOnly({
      networkTimeoutSeconds: PATIENCE_SECONDS,
      plugins: [new PrecacheFallbackPlugin({ fallbackURL: '/index.html' })],
    }),
    { denylist: [/^\/api\//] },
  ),
);
// Each entry is held against its hash: where half of another build is on the server, the worker before this one stays.
precache(PRECACHED);
addRoute({ directoryIndex: '', cleanURLs: false });
cleanupOutdatedCaches();

registerRoute(({ url, sameOrigin }) => sameOrigin && url.pathname === CATALOGUE, catalogue);
registerRoute(({ url, sameOrigin }) => sameOrigin && (url.pathname === CONFIG || TEXTS.test(url.pathname)), settings);
registerRoute(
  ({ url, sameOrigin }) => sameOrigin && ORDERS.test(url.pathname),
  (options) => {
    const customer = customerOf(options.request.headers.get('authorization'));
    return customer === undefined
      ? fetch(options.request)
      : networkFirst(ordersCacheOf(customer), MOST_ORDERS).handle(options);
  },
);

self.addEventListener('install', (event) => {
  void self.skipWaiting();
  // The page that installs this has asked for both already, past a worker that was not there yet.
  const [, configKept] = settings.handleAll({ event, request: new Request(CONFIG) });
  const [, catalogueKept] = catalogue.handleAll({ event, request: new Request(CATALOGUE) });
  event.waitUntil(configKept);
  event.waitUntil(catalogueKept.catch(() => {}));
});
clientsClaim();
