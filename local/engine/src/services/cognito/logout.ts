import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Provider } from 'oidc-provider';
import { writeResponse } from '../../http.ts';
import { errorPage } from './error-page.ts';
import { lookOf, type Pool, siteOf } from './pools.ts';

/** Where a sign-out leads; undefined when the client or the address is not registered. */
const destination = (pool: Pool, query: URLSearchParams): string | undefined => {
  const client = pool.clients.get(query.get('client_id') ?? '');
  const logoutUri = query.get('logout_uri');
  if (client && logoutUri !== null && client.logoutUrls.includes(logoutUri)) {
    const state = query.get('state');
    if (state === null) return logoutUri;
    const url = new URL(logoutUri);
    url.searchParams.set('state', state);
    return url.href;
  }
  const redirectUri = query.get('redirect_uri') ?? '';
  if (client?.callbackUrls.includes(redirectUri) && query.has('response_type')) return `/oauth2/authorize?${query}`;
  return undefined;
};

/** GET /logout: ends the session and redirects, without asking.
 * https://docs.aws.amazon.com/cognito/latest/developerguide/logout-endpoint.html */
export const logout = async (pool: Pool, provider: Provider, request: IncomingMessage, response: ServerResponse) => {
  const location = destination(pool, new URLSearchParams((request.url ?? '').split('?')[1] ?? ''));
  if (location === undefined) {
    const detail = 'Required are client_id, and a logout_uri that is among the LogoutURLs of that client.';
    writeResponse(
      response,
      errorPage('This sign-out request is not valid', detail, 400, { look: lookOf(pool), site: siteOf(pool) }),
    );
    return;
  }
  const context = provider.createContext(request, response);
  const session = await provider.Session.get(context);
  await session.destroy();
  context.cookies.set(provider.cookieName('session'), null, { httpOnly: true, sameSite: 'lax' });
  writeResponse(response, { status: 302, headers: { location, 'cache-control': 'no-store' }, body: '' });
};
