import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Interaction, Provider } from 'oidc-provider';
import { readRequest, writeResponse } from '../../http.ts';
import type { HttpResponse } from '../../service.ts';
import type { Cognito } from './context.ts';
import { errorPage } from './error-page.ts';
import { hashPassword, passwordMatches, passwordRules } from './password.ts';
import type { PasswordReset } from './password-reset.ts';
import { lookOf, type Pool, siteOf } from './pools.ts';
import { resetScreens } from './reset-screens.ts';
import { mistakeOf, type Outcome, type Screen } from './screen.ts';
import { newPasswordPage, type PageData, signInPage, signUpPage } from './sign-in-pages.ts';
import type { User } from './users.ts';

const WRONG = 'The e-mail or the password is not right. Check both and try again.';

/** The pages between /oauth2/authorize and the site: sign in, sign up, choose a new password. A foreign page cannot post
 * their forms: the interaction's cookie is SameSite=Lax. */
export const createSignIn = (cognito: Cognito, pool: Pool, provider: Provider, reset: PasswordReset) => {
  const { users, offers } = cognito;
  const ruleTexts = passwordRules(pool.passwordPolicy).map(({ text }) => text);

  const showSignIn = (data: PageData): HttpResponse => signInPage(data, [...offers.keys()], pool.selfSignUp);

  const authenticate = async (email: string, password: string): Promise<User | undefined> => {
    const user = users.find(pool.id, email);
    const matches = await passwordMatches(password, user?.passwordHash);
    return matches && user?.enabled ? user : undefined;
  };

  const signIn = async (data: PageData, fields: URLSearchParams): Promise<Outcome> => {
    const person = fields.get('person');
    const email = person ?? fields.get('email')?.trim() ?? '';
    const password = person === null ? (fields.get('password') ?? '') : (offers.get(person) ?? '');
    const user = await authenticate(email, password);
    if (!user) return { page: showSignIn({ ...data, email, error: WRONG }) };
    if (user.status === 'CONFIRMED') return { user };
    return { page: newPasswordPage({ ...data, email }, ruleTexts) };
  };

  const passwordMistake = (fields: URLSearchParams): string | undefined => mistakeOf(fields, pool.passwordPolicy);

  const signUp = async (data: PageData, fields: URLSearchParams): Promise<Outcome> => {
    const email = fields.get('email')?.trim() ?? '';
    const refuse = (error: string): Outcome => ({ page: signUpPage({ ...data, email, error }, ruleTexts) });
    if (!/^[^\s@]+@[^\s@]+$/.test(email) || email.length > 128) return refuse('That is not an e-mail address.');
    const mistake = passwordMistake(fields);
    if (mistake) return refuse(mistake);
    const passwordHash = await hashPassword(fields.get('password') ?? '');
    if (users.find(pool.id, email)) return refuse('An account with this e-mail exists already.');
    const attributes = { email, email_verified: 'true' };
    const username = pool.usernameIsEmail ? '' : email;
    return { user: users.create({ poolId: pool.id, username, attributes, passwordHash, status: 'CONFIRMED' }) };
  };

  const newPassword = async (data: PageData, fields: URLSearchParams): Promise<Outcome> => {
    const email = fields.get('email')?.trim() ?? '';
    const refuse = (error: string): Outcome => ({ page: newPasswordPage({ ...data, email, error }, ruleTexts) });
    const user = await authenticate(email, fields.get('current') ?? '');
    if (user?.status !== 'FORCE_CHANGE_PASSWORD') return refuse(WRONG);
    const mistake = passwordMistake(fields);
    if (mistake) return refuse(mistake);
    users.setPassword(user, await hashPassword(fields.get('password') ?? ''), 'CONFIRMED');
    return { user };
  };

  const screens: Readonly<Record<string, Screen>> = {
    '': { show: showSignIn, submit: signIn },
    ...resetScreens(pool, reset, showSignIn),
    ...(pool.selfSignUp && { 'sign-up': { show: (data) => signUpPage(data, ruleTexts), submit: signUp } }),
    'new-password': { show: (data) => newPasswordPage(data, ruleTexts), submit: newPassword },
  };

  const pageData = (interaction: Interaction): PageData => ({
    action: `/login/${interaction.uid}`,
    look: lookOf(pool, interaction.params.client_id),
    site: siteOf(pool, interaction.params.client_id, interaction.params.redirect_uri),
    formTargets: [URL.parse(interaction.params.redirect_uri ?? '')?.origin ?? ''].filter(Boolean),
    ...(interaction.params.login_hint && { email: interaction.params.login_hint }),
  });

  /** Answers `/login/{uid}` and the screens below it. */
  return async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const interaction = await provider.interactionDetails(request, response).catch(() => undefined);
    const [path = '', query = ''] = (request.url ?? '').split('?');
    const [, , uid, segment = ''] = path.split('/');
    const asked = request.method === 'GET' ? new URLSearchParams(query).get('screen') : null;
    const name = asked !== null && Object.hasOwn(screens, asked) ? asked : segment;
    const screen = Object.hasOwn(screens, name) ? screens[name] : undefined;
    if (!interaction || interaction.uid !== uid || !screen) {
      const why = 'It was used already, or it is too old, or the browser keeps no cookies.';
      writeResponse(
        response,
        errorPage('This sign-in has expired', why, 400, { look: lookOf(pool), site: siteOf(pool) }),
      );
      return;
    }
    const data = pageData(interaction);
    if (request.method !== 'POST') return writeResponse(response, screen.show(data));
    const body = await readRequest(request);
    const outcome = await screen.submit(data, new URLSearchParams(body?.body.toString() ?? ''));
    if ('page' in outcome) return writeResponse(response, outcome.page);
    await provider.interactionFinished(request, response, { login: { accountId: outcome.user.sub, remember: true } });
  };
};
