import { createHash, randomBytes } from 'node:crypto';

/** Who signs in, and where. */
interface SignIn {
  /** Of the hosted sign-in pages: `http://localhost:4566`. */
  readonly loginOrigin: string;
  readonly clientId: string;
  readonly redirectUri: string;
  readonly email: string;
  readonly password: string;
  /** Separated by spaces. */
  readonly scope?: string;
}

/** The tokens of a person. */
interface Tokens {
  readonly idToken: string;
  readonly accessToken: string;
  readonly refreshToken: string;
}

interface Cookie {
  readonly value: string;
  readonly path: string;
}

const MAX_REDIRECTS = 10;

/** Signs a person in as a browser would: authorization code with PKCE, through the sign-in page. Throws an Error whose
 * message says what went wrong: the page's own words when the password is wrong. */
export const signIn = async (options: SignIn): Promise<Tokens> => {
  const verifier = randomBytes(32).toString('base64url');
  const state = randomBytes(16).toString('base64url');
  const browser = createBrowser(options.redirectUri);
  const page = await browser.visit(authorizeUrl(options, verifier, state));
  if (page.landed) throw refused(page.url);
  const action = /<form method="post" action="([^"]+)"/.exec(page.text)?.[1];
  if (page.status !== 200 || !action)
    throw new Error(`no sign-in page at ${page.url}: ${page.status} ${complaint(page.text)}`);
  const body = new URLSearchParams({ email: options.email, password: options.password });
  const end = await browser.visit(new URL(action, page.url).href, { method: 'POST', body });
  if (!end.landed) throw new Error(`${options.email} could not sign in: ${complaint(end.text)}`);
  const answer = new URL(end.url).searchParams;
  const code = answer.get('code');
  if (!code) throw refused(end.url);
  if (answer.get('state') !== state) throw new Error('sign-in answered with another state than was sent');
  return exchange(options, code, verifier);
};

const refused = (url: string): Error => {
  const answer = new URL(url).searchParams;
  return new Error(`sign-in was refused: ${answer.get('error')}: ${answer.get('error_description')}`);
};

const authorizeUrl = ({ loginOrigin, clientId, redirectUri, scope }: SignIn, verifier: string, state: string): string =>
  `${loginOrigin}/oauth2/authorize?${new URLSearchParams({
    response_type: 'code',
    client_id: clientId,
    redirect_uri: redirectUri,
    scope: scope ?? 'openid email profile',
    state,
    code_challenge: createHash('sha256').update(verifier).digest('base64url'),
    code_challenge_method: 'S256',
  })}`;

const exchange = async (
  { loginOrigin, clientId, redirectUri }: SignIn,
  code: string,
  verifier: string,
): Promise<Tokens> => {
  const response = await fetch(`${loginOrigin}/oauth2/token`, {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'authorization_code',
      client_id: clientId,
      redirect_uri: redirectUri,
      code,
      code_verifier: verifier,
    }),
  });
  const answer = (await response.json()) as Record<string, string>;
  const { id_token: idToken, access_token: accessToken, refresh_token: refreshToken } = answer;
  if (!idToken || !accessToken || !refreshToken) {
    throw new Error(`the code was not exchanged: ${answer.error ?? response.status} ${answer.error_description ?? ''}`);
  }
  return { idToken, accessToken, refreshToken };
};

/** The sentence of a page that a screen reader would announce. */
const complaint = (page: string): string =>
  /role="alert"[^>]*>([^<]+)</
    .exec(page)?.[1]
    ?.replace(/&#(\d+);/g, (_all, code) => String.fromCharCode(Number(code))) ?? 'unexpected page';

/** A fetch that keeps cookies and follows redirects until the site's own address, which it does not visit. */
const createBrowser = (redirectUri: string) => {
  const jar = new Map<string, Cookie>();
  const cookiesFor = (path: string): string =>
    [...jar]
      .filter(([, cookie]) => path === cookie.path || path.startsWith(cookie.path.replace(/\/?$/, '/')))
      .map(([name, { value }]) => `${name}=${value}`)
      .join('; ');
  const keep = (lines: readonly string[]): void => {
    for (const line of lines) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      jar.set(name, { value, path: /;\s*path=([^;]+)/i.exec(line)?.[1] ?? '/' });
    }
  };
  const visit = async (url: string, request: RequestInit = {}, redirects = 0) => {
    const headers = { cookie: cookiesFor(new URL(url).pathname), accept: 'text/html' };
    const response = await fetch(url, { ...request, headers, redirect: 'manual' });
    keep(response.headers.getSetCookie());
    const location = response.headers.get('location');
    if (location === null) return { landed: false, url, status: response.status, text: await response.text() };
    await response.body?.cancel();
    const next = new URL(location, url).href;
    if (next.startsWith(redirectUri)) return { landed: true, url: next, status: response.status, text: '' };
    if (redirects === MAX_REDIRECTS) throw new Error(`sign-in redirects in circles: ${next}`);
    return visit(next, {}, redirects + 1);
  };
  return { visit };
};
