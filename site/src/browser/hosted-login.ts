import type { UserManager } from 'oidc-client-ts';
import type { Login, Person } from '../api/login.ts';
import type { Settings } from '../api/settings.ts';

type Oidc = typeof import('../api/login-oidc.ts');

interface Loaded {
  oidc: Oidc;
  manager: UserManager;
}

const PREFIX = 'shop.login.';
/** That the login still has the session of a person who signed out offline. */
const SIGN_OUT_DUE = 'shop.sign-out-due';

/** What the login is given of this browser. */
interface HostedLoginParts {
  storage: Storage;
  location: Location;
  /** The language that the page is in. */
  language: () => string | undefined;
}

/** The session is kept in localStorage: a person signed in once is so in every tab, until they sign out. */
export const createHostedLogin = (settings: Settings, { storage, location, language }: HostedLoginParts): Login => {
  const siteUrl = `${location.origin}/`;
  // As oidc-client-ts names it; only looked at to know whether loading it is worth while.
  const userKey = `${PREFIX}user:${settings.authority}:${settings.clientId}`;
  const listeners: ((person: Person | undefined) => void)[] = [];
  const tell = (person: Person | undefined): void => {
    for (const listener of listeners) listener(person);
  };

  let loading: Promise<Loaded> | undefined;
  const load = async (): Promise<Loaded> => {
    const oidc = await import('../api/login-oidc.ts');
    const manager = oidc.createManager(settings, siteUrl, { storage, prefix: PREFIX });
    manager.events.addUserLoaded((user) => tell(oidc.personOf(user)));
    manager.events.addUserUnloaded(() => tell(undefined));
    return { oidc, manager };
  };
  /** Whoever has not signed in does not pay for it; a failed load is tried again the next time. */
  const loaded = (): Promise<Loaded> => {
    loading ??= load().catch((error: unknown) => {
      loading = undefined;
      throw error;
    });
    return loading;
  };

  const login: Login = {
    isArrival: ({ pathname, searchParams }) =>
      pathname === '/' && searchParams.has('state') && (searchParams.has('code') || searchParams.has('error')),

    arrive: async (url) => {
      const { oidc, manager } = await loaded();
      return oidc.arriveFrom(manager, url);
    },

    restore: async () => {
      if (storage.getItem(userKey) === null) return undefined;
      const { oidc, manager } = await loaded();
      const user = await manager.getUser();
      // Without an answer the session is kept, and tried again at the first call.
      if (user?.expired) await oidc.renewUser(manager, user).catch(() => undefined);
      return oidc.personOf(await manager.getUser());
    },

    signIn: async (returnTo) => {
      // The browser would leave for its own page about errors.
      if (!navigator.onLine) throw new Error('There is no network to reach the login by.');
      const { manager } = await loaded();
      await manager.clearStaleState();
      const lang = language();
      // Cognito's managed login is in this language, and stays in it by a cookie; the classic pages know English alone.
      // https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-managed-login.html
      await manager.signinRedirect({ state: { returnTo }, extraQueryParams: lang === undefined ? {} : { lang } });
    },

    signOut: async (forget) => {
      const { oidc, manager } = await loaded();
      // Best effort: a login that does not answer must not keep anybody signed in here.
      await manager.revokeTokens().catch(() => undefined);
      await manager.removeUser();
      await forget();
      if (navigator.onLine) location.assign(oidc.logoutUrlOf(settings, siteUrl));
      else {
        storage.setItem(SIGN_OUT_DUE, 'yes');
        location.assign(siteUrl);
      }
    },

    current: async () => {
      if (storage.getItem(userKey) === null) return undefined;
      const { oidc, manager } = await loaded();
      const user = await manager.getUser();
      if (!user?.expired) return user?.id_token;
      return (await oidc.renewUser(manager, user).catch(() => user))?.id_token;
    },

    renew: async () => {
      const { oidc, manager } = await loaded();
      return (await oidc.renewUser(manager, await manager.getUser()))?.id_token;
    },

    onChange: (listener) => {
      listeners.push(listener);
    },
  };

  /** Whoever signs in next at this browser must not find the session of the person before. */
  const signOutThere = async (): Promise<void> => {
    if (!navigator.onLine || storage.getItem(SIGN_OUT_DUE) === null) return;
    const { oidc } = await loaded();
    storage.removeItem(SIGN_OUT_DUE);
    location.assign(oidc.logoutUrlOf(settings, siteUrl));
  };
  const tryToSignOutThere = (): void => void signOutThere().catch(() => undefined);
  window.addEventListener('online', tryToSignOutThere);
  tryToSignOutThere();
  window.addEventListener('storage', ({ key }) => {
    if (key === userKey || key === null) void login.restore().then(tell);
  });
  return login;
};
