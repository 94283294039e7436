import type { IncomingMessage, ServerResponse } from 'node:http';
import { jsonResponse, readRequest, writeResponse } from '../../http.ts';
import type { Mount } from '../../service.ts';
import type { Cognito } from './context.ts';
import { jwks, openidConfiguration, userInfo } from './documents.ts';
import { errorPage } from './error-page.ts';
import { logout } from './logout.ts';
import { createOidc } from './oidc.ts';
import type { PasswordReset } from './password-reset.ts';
import type { Pool } from './pools.ts';
import { createSignIn } from './sign-in.ts';
import type { TokenVerifier } from './verify.ts';

type Answer = (request: IncomingMessage, response: ServerResponse) => void | Promise<void>;

const DOCUMENT = /^\/([\w-]+_[0-9A-Za-z]+)\/\.well-known\/(jwks\.json|openid-configuration)$/;
const PAGES = /^\/(oauth2\/|login(\/|$)|logout$|signup$|forgotPassword$)/;

/** What a user pool serves beside its API: keys, discovery, OAuth endpoints and sign-in pages. */
interface HostedUi extends Mount {
  /** Opens the pages of the pool with a domain; before it, and without one, they are not found. */
  open(): void;
}

export const createHostedUi = (cognito: Cognito, verifier: TokenVerifier, reset: PasswordReset): HostedUi => {
  let answerPages: Answer | undefined;
  const answerDocument: Answer = (request, response) => {
    const [, poolId = '', name] = DOCUMENT.exec(pathOf(request)) ?? [];
    const pool = cognito.pools.find(poolId);
    if (!pool) return writeResponse(response, errorPage('Not found', `There is no user pool ${poolId}.`, 404));
    writeResponse(response, name === 'jwks.json' ? jwks(pool) : openidConfiguration(pool));
  };
  return {
    open: () => {
      const pool = cognito.pools.withDomain();
      if (pool) answerPages = createPages(cognito, verifier, reset, pool);
    },
    matches: (method, path) => DOCUMENT.test(path) || (PAGES.test(path) && method !== 'DELETE' && method !== 'PUT'),
    handle: (request, response) => {
      if (DOCUMENT.test(pathOf(request))) return answerDocument(request, response);
      if (answerPages) return answerPages(request, response);
      writeResponse(response, errorPage('No sign-in here', 'No user pool of the template has a domain.', 404));
    },
  };
};

const createPages = (cognito: Cognito, verifier: TokenVerifier, reset: PasswordReset, pool: Pool): Answer => {
  const provider = createOidc(cognito, pool);
  const oauth = provider.callback();
  const signIn = createSignIn(cognito, pool, provider, reset);

  /** Links straight to a page (`/login?client_id=...`) begin the flow as /oauth2/authorize would. */
  const begin = (request: IncomingMessage, response: ServerResponse, hint: Record<string, string>): void => {
    const query = new URLSearchParams({ ...Object.fromEntries(queryOf(request)), ...hint });
    writeResponse(response, { status: 302, headers: { location: `/oauth2/authorize?${query}` }, body: '' });
  };
  const routes: Readonly<Record<string, Answer>> = {
    '/login': (request, response) => begin(request, response, {}),
    '/signup': (request, response) => begin(request, response, { screen_hint: 'signup' }),
    '/forgotPassword': (request, response) => begin(request, response, { screen_hint: 'forgot-password' }),
    '/logout': (request, response) => logout(pool, provider, request, response),
    '/oauth2/userInfo': async (request, response) => {
      const read = await readRequest(request);
      const tooLarge = jsonResponse(413, { error: 'invalid_request', error_description: 'The body is too large' });
      writeResponse(response, read ? await userInfo(cognito, verifier, pool, read) : tooLarge);
    },
  };
  return (request, response) => {
    const path = pathOf(request);
    if (path.startsWith('/login/')) return signIn(request, response);
    return (Object.hasOwn(routes, path) ? routes[path] : undefined)?.(request, response) ?? oauth(request, response);
  };
};

const pathOf = (request: IncomingMessage): string => (request.url ?? '/').split('?', 1)[0] ?? '/';
const queryOf = (request: IncomingMessage): URLSearchParams =>
  new URLSearchParams((request.url ?? '').split('?')[1] ?? '');
