import { createSend } from './api/http.ts';
import type { Settings } from './api/settings.ts';
import { createShopApi } from './api/shop-api.ts';
import { pageAttention, watchConnection } from './browser/attention.ts';
import { createHostedLogin } from './browser/hosted-login.ts';
import { createAnnouncer } from './stores/announcer.ts';
import { delayAfter } from './stores/back-off.ts';
import { createCart } from './stores/cart.ts';
import { createCatalogue } from './stores/catalogue.ts';
import { createCheckout } from './stores/checkout.ts';
import { createDraft } from './stores/draft.ts';
import type { Languages } from './stores/languages.ts';
import { createOutbox } from './stores/outbox.ts';
import { createOwner } from './stores/owner.ts';
import { createPutBack } from './stores/put-back.ts';
import { createSession } from './stores/session.ts';
import type { Shelf } from './stores/shelf.ts';
import type { Support } from './stores/support/support.ts';
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
  const send = createSend(fetch.bind(globalThis), login);
  const api = createShopApi(send);
  const online = watchConnection();
  const cart = createCart(shelf);
  const draft = createDraft(shelf);
  const catalogue = createCatalogue(api);
  // The next person at this device must not see what the last one wanted, nor who they are.
  const forget = (): void => {
    draft.clear();
    cart.clear();
  };
  const owner = createOwner(shelf, forget);
  const session = createSession(login, owner.leave);
  owner.watch(session.state);
  const newKey = (): string => crypto.randomUUID();
  const checkout = createCheckout({
    api,
    cart,
    catalogue,
    draft,
    outbox: createOutbox(shelf),
    session,
    countries: settings.deliveryCountries,
    online,
    language,
    newKey,
  });
  let support: Promise<Support> | undefined;
  const loadSupport = async (): Promise<Support> => {
    const { createSupport } = await import('./stores/support/support.ts');
    return createSupport({ send, polling, shelf, newKey });
  };
  const polling = { attention: pageAttention, delayAfter: (attempt: number) => delayAfter(attempt, Math.random()) };
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
