import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { signIn } from '../../../src/client/sign-in.ts';
import { authorizeQuery, createBrowser } from './browser.ts';
import { person, SITE_URL, startPool } from './pool.ts';

let pool: Awaited<ReturnType<typeof startPool>>;
beforeAll(async () => {
  pool = await startPool();
  await pool.admin('LocalOfferSignIn', { Username: person.email, Password: person.password });
});
afterAll(() => pool.dispose());

const openLogin = async (start = '/oauth2/authorize') => {
  const browser = createBrowser(pool.loginUrl);
  let page = await browser(`${start}?${authorizeQuery(pool.clientId, SITE_URL)}`);
  while (page.location && !page.location.includes('/login/')) page = await browser(page.location);
  const path = page.location;
  return { browser, path, page: await browser(path) };
};

const land = async (browser: ReturnType<typeof createBrowser>, location: string): Promise<URL> => {
  let next = location;
  while (!next.startsWith(SITE_URL)) {
    const page = await browser(next);
    if (!page.location) throw new Error(`did not land: ${page.status} ${page.text}`);
    next = page.location;
  }
  return new URL(next);
};

describe('the sign-in page', () => {
  it('needs no script and nothing from outside, and says so in its policy', async () => {
    const { page } = await openLogin();
    expect(page.status).toBe(200);
    expect(page.text).toContain('<label class="label-customizable" for="email">E-mail</label>');
    expect(page.text).toContain('autocomplete="current-password"');
    expect(page.text).not.toMatch(/<script|src=|@import|url\(/);
    const policy = page.headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain(`form-action 'self' ${new URL(SITE_URL).origin}`);
    expect(policy).toContain("frame-ancestors 'none'");
    expect(page.headers.get('cache-control')).toBe('no-store');
  });

  it('signs a ready-made person in with one click, and remembers the session for the next time', async () => {
    const { browser, path } = await openLogin();
    const answer = await browser(path, { person: person.email });
    const landed = await land(browser, answer.location);
    expect(landed.searchParams.get('state')).toBe('abc');
    expect(landed.searchParams.get('code')).toBeTruthy();
    const again = await browser(`/oauth2/authorize?${authorizeQuery(pool.clientId, SITE_URL)}`);
    expect(again.location).toMatch(/^http:\/\/localhost:3999\/\?code=/);
  });

  it('offers nobody else with one click', async () => {
    const { browser, path } = await openLogin();
    const answer = await browser(path, { person: 'someone@example.com' });
    expect([answer.status, answer.location]).toEqual([400, '']);
  });

  it('announces a wrong password and keeps the address, made safe', async () => {
    const { browser, path } = await openLogin();
    const answer = await browser(path, { email: '"><script>alert(1)</script>', password: 'x' });
    expect(answer.status).toBe(400);
    expect(answer.text).toMatch(
      /<p class="errorMessage-customizable" role="alert" id="error">The e-mail or the password/,
    );
    expect(answer.text).not.toContain('<script');
  });

  it('refuses a form that comes without the cookie of its sign-in', async () => {
    const { path } = await openLogin();
    const stranger = createBrowser(pool.loginUrl);
    const answer = await stranger(path, { person: person.email });
    expect(answer.status).toBe(400);
    expect(answer.text).toContain('This sign-in has expired');
    expect(answer.text).toContain(`<a href="${SITE_URL}">Back to the site</a>`);
  });

  it.each(['/login', '/signup'])('is reached by a link to %s as well', async (start) => {
    const { page, browser } = await openLogin(start);
    expect(page.text).toContain(start === '/login' ? '<h1>Sign in</h1>' : '<h1>Create an account</h1>');
    const other = /<a href="([^"]+)"/.exec(page.text)?.[1] ?? '';
    expect((await browser(other)).status).toBe(200);
  });

  it.each(['/login/x', '/login/x/y/z', '/login/%00', '/login/__proto__', '/oauth2/nothing'])(
    '%s is an error page',
    async (path) => {
      const answer = await createBrowser(pool.loginUrl)(path);
      expect(answer.status).toBeGreaterThanOrEqual(400);
      expect(answer.status).toBeLessThan(500);
    },
  );
});

describe('signing up', () => {
  const signUp = async (form: Record<string, string>) => {
    const { browser, path } = await openLogin();
    return { browser, answer: await browser(`${path}/sign-up`, form) };
  };

  it('makes an account with a verified address and signs in', async () => {
    const email = 'new@example.com';
    const { browser, answer } = await signUp({ email, password: 'long enough 1', again: 'long enough 1' });
    expect((await land(browser, answer.location)).searchParams.get('code')).toBeTruthy();
    const { UserAttributes, UserStatus } = await pool.admin<{ UserAttributes: object[]; UserStatus: string }>(
      'AdminGetUser',
      {
        Username: email,
      },
    );
    expect(UserStatus).toBe('CONFIRMED');
    expect(UserAttributes).toContainEqual({ Name: 'email_verified', Value: 'true' });
    await expect(signIn({ ...pool.credentials, email, password: 'long enough 1' })).resolves.toBeTruthy();
  });

  it.each([
    ['a short password', { email: 'b@example.com', password: 'short 1', again: 'short 1' }, 'Password not long enough'],
    [
      'a password without a digit',
      { email: 'b@example.com', password: 'no digits in it', again: 'no digits in it' },
      'numeric characters',
    ],
    [
      'two passwords',
      { email: 'b@example.com', password: 'long enough 1', again: 'long enough 2' },
      'The two passwords differ',
    ],
    ['no address', { email: 'nonsense', password: 'long enough 1', again: 'long enough 1' }, 'not an e-mail address'],
    [
      'an address that is taken',
      { email: 'ADA@example.com', password: 'long enough 1', again: 'long enough 1' },
      'exists already',
    ],
  ])('refuses %s with the reason', async (_what, form, reason) => {
    const { answer } = await signUp(form);
    expect(answer.status).toBe(400);
    expect(answer.text).toContain(reason);
    expect(answer.text).toContain('at least 12 characters');
  });
});

describe('a person with a temporary password', () => {
  it('chooses another before anything else', async () => {
    const email = 'temp@example.com';
    await pool.admin('AdminCreateUser', { Username: email, TemporaryPassword: 'temporary pass 1' });
    const { browser, path } = await openLogin();
    const asked = await browser(path, { email, password: 'temporary pass 1' });
    expect(asked.text).toContain('<h1>Choose a new password</h1>');
    const form = { email, current: 'temporary pass 1', password: 'my own word 22', again: 'my own word 22' };
    const refused = await browser(`${path}/new-password`, { ...form, current: 'guess' });
    expect(refused.status).toBe(400);
    const answer = await browser(`${path}/new-password`, form);
    await land(browser, answer.location);
    await expect(signIn({ ...pool.credentials, email, password: 'my own word 22' })).resolves.toBeTruthy();
    await expect(signIn({ ...pool.credentials, email, password: 'temporary pass 1' })).rejects.toThrow(
      'could not sign in',
    );
  });
});

describe('signing out', () => {
  it('ends the session and goes to a registered address', async () => {
    const { browser, path } = await openLogin();
    await land(browser, (await browser(path, { person: person.email })).location);
    const query = new URLSearchParams({ client_id: pool.clientId, logout_uri: SITE_URL });
    const answer = await browser(`/logout?${query}`);
    expect([answer.status, answer.location]).toEqual([302, SITE_URL]);
    const again = await browser(`/oauth2/authorize?${authorizeQuery(pool.clientId, SITE_URL)}`);
    expect(again.location).toContain('/login/');
  });

  it('leads to a new sign-in when asked with redirect_uri', async () => {
    const answer = await createBrowser(pool.loginUrl)(`/logout?${authorizeQuery(pool.clientId, SITE_URL)}`);
    expect(answer.location).toMatch(/^\/oauth2\/authorize\?/);
  });

  it.each([
    ['an address that is not registered', { logout_uri: 'http://evil.example/' }],
    ['no address', {}],
    ['an unknown client', { client_id: 'x', logout_uri: SITE_URL }],
  ])('refuses %s', async (_what, query: Record<string, string>) => {
    const answer = await createBrowser(pool.loginUrl)(
      `/logout?${new URLSearchParams({ client_id: pool.clientId, ...query })}`,
    );
    expect([answer.status, answer.location]).toEqual([400, '']);
  });
});
