import { createSend, type Send } from './api/http.ts';
import type { Settings } from './api/settings.ts';
import { createShopApi } from './api/shop-api.ts';
import { alone } from './browser/alone.ts';
import { pageAttention, watchConnection } from './browser/attention.ts';
import { createHostedLogin } from './browser/hosted-login.ts';
import { forgetSeenOrders } from './browser/seen-orders.ts';
import { createAnnouncer } from './stores/announcer.ts';
import { delayAfter } from './stores/back-off.ts';
import { createCart } from './stores/cart.ts';
import { createCatalogue } from './stores/catalogue.ts';
import { createCheckout } from './stores/checkout.ts';
import { createDraft } from './stores/draft.ts';
import type { Languages } from './stores/languages.ts';
import { createOutbox } from './stores/outbox.ts';
import { createOwner } from './stores/owner.ts';
import { pollWhile } from './stores/poll.ts';
import { createPutBack } from './stores/put-back.ts';
import { createSession } from './stores/session.ts';
import type { Shelf } from './stores/shelf.ts';
import type { Support } from './stores/support/support.ts';
import { nextTask } from './views/next-task.ts';
import type { Shop } from './views/shop-context.ts';

/** What is there before the settings are. */
export interface Device {
  storage: Storage;
  shelf: Shelf;
  languages: Languages;
}

/** Puts the shop together: the only place where stores meet the browser. */
export const composeShop = (settings: Settings, { storage, shelf, languages }: Device): Shop => {
  const language = () => languages.words.peek()?.language;
  const login = createHostedLogin(settings, { storage, location, language });
  const call = createSend(fetch.bind(globalThis), login);
  // To read an answer and to show it are two tasks.
  const send: Send = async (what) => {
    const answer = await call(what);
    await nextTask();
    return answer;
  };
  const api = createShopApi(send);
  const online = watchConnection();
  const cart = createCart(shelf);
  const draft = createDraft(shelf);
  const catalogue = createCatalogue(api);
  // The next person at this device must not see what the last one wanted, nor who they are.
  const forget = (): void => {
    draft.clear();
    cart.clear();
    checkout.forgetSent();
  };
  const owner = createOwner(shelf, forget);
  const session = createSession(login, async () => {
    owner.leave();
    await forgetSeenOrders().catch(() => undefined);
  });
  const newKey = (): string => crypto.randomUUID();
  const checkout = createCheckout({
    api,
    cart,
    catalogue,
    draft,
    outbox: createOutbox(shelf),
    shelf,
    alone,
    session,
    countries: settings.deliveryCountries,
    online,
    language,
    newKey,
  });
  owner.watch(session.state);
  // Also where a session ended without a sign-out, and once more after one: an answer may have come while the page was left.
  session.state.subscribe((state) => {
    if (state.status === 'signed-out') void forgetSeenOrders();
    if (state.status === 'signed-in') void forgetSeenOrders(state.person.id);
  });
  let support: Promise<Support> | undefined;
  const loadSupport = async (): Promise<Support> => {
    const { createSupport } = await import('./stores/support/support.ts');
    return createSupport({ send, polling, shelf, newKey });
  };
  const polling = { attention: pageAttention, delayAfter: (attempt: number) => delayAfter(attempt, Math.random()) };
  online.subscribe((isOnline) => {
    if (isOnline && catalogue.state.peek().status === 'failed') void catalogue.load();
  });
  pollWhile(catalogue.isOverdue, polling, catalogue.load);
  // Nobody has to look for that.
  const always = { ...pageAttention, present: () => true };
  pollWhile(checkout.isDue, { ...polling, attention: always }, checkout.sendDue);
  return {
    languages,
    session,
    catalogue,
    cart,
    draft,
    checkout,
    putBack: createPutBack(cart, catalogue),
    online,
    announcer: createAnnouncer(),
    siteUrl: settings.siteUrl ?? location.origin,
    confirmations: settings.confirmations,
    deliveryCountries: settings.deliveryCountries,
    settings: settings.shop,
    orders: { send, polling },
    texts: { fetch: fetch.bind(globalThis) },
    openSupport: () => {
      support ??= loadSupport().catch((error: unknown) => {
        support = undefined;
        throw error;
      });
      return support;
    },
  };
};
