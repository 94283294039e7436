import { escapeHtml } from '../../kit/escape.ts';
import type { HttpResponse } from '../../service.ts';
import { hostedPage } from './html.ts';
import type { Site } from './pools.ts';

/** What each page of a sign-in is drawn from. */
export interface PageData {
  /** Where its forms post to: `/login/{uid}`. */
  readonly action: string;
  readonly formTargets: readonly string[];
  /** The style sheet that the pool has for the client. */
  readonly look?: string | undefined;
  readonly site?: Site | undefined;
  readonly email?: string;
  readonly error?: string;
  /** What went well before. */
  readonly notice?: string;
}

const alert = ({ error }: PageData): string =>
  error === undefined ? '' : `<p class="errorMessage-customizable" role="alert" id="error">${escapeHtml(error)}</p>`;

const notice = ({ notice: text }: PageData): string =>
  text === undefined ? '' : `<p role="status">${escapeHtml(text)}</p>`;

const TYPES: Readonly<Record<string, string>> = { email: 'email', code: 'text' };

const field = (
  name: string,
  label: string,
  {
    autocomplete,
    value = '',
    focus = false,
    describedBy,
  }: { autocomplete: string; value?: string; focus?: boolean; describedBy?: string },
): string => `<label class="label-customizable" for="${name}">${label}</label>
<input class="inputField-customizable" id="${name}" name="${name}" type="${TYPES[name] ?? 'password'}" value="${escapeHtml(value)}" autocomplete="${autocomplete}" required${focus ? ' autofocus' : ''}${describedBy ? ` aria-describedby="${describedBy}"` : ''}>`;

const form = (action: string, content: string): string =>
  `<form method="post" action="${escapeHtml(action)}">
${content}
</form>`;

const pageOf = (data: PageData, title: string, content: string): HttpResponse =>
  hostedPage(
    data.error === undefined ? 200 : 400,
    title,
    `<h1>${title}</h1>\n${alert(data)}${notice(data)}\n${content}`,
    data,
  );

const rules = (texts: readonly string[]): string =>
  `<p class="quiet" id="rules-title">A password needs:</p>
<ul id="rules">${texts.map((text) => `<li>${escapeHtml(text)}</li>`).join('')}</ul>`;

/** The sign-in page; `people` may sign in with one click. */
export const signInPage = (data: PageData, people: readonly string[], signUp: boolean): HttpResponse =>
  pageOf(
    data,
    'Sign in',
    [
      form(
        data.action,
        `${field('email', 'E-mail', { autocomplete: 'username', value: data.email ?? '', focus: !data.email })}
${field('password', 'Password', { autocomplete: 'current-password', focus: Boolean(data.email), ...(data.error && { describedBy: 'error' }) })}
<button class="submitButton-customizable" type="submit">Sign in</button>`,
      ),
      `<p class="redirect-customizable"><a href="${escapeHtml(data.action)}/forgot-password">Forgot your password?</a></p>`,
      ...(signUp
        ? [
            `<p class="redirect-customizable">New here? <a href="${escapeHtml(data.action)}/sign-up">Create an account</a></p>`,
          ]
        : []),
      ...(people.length > 0 ? ['<hr>\n<p class="quiet">Or, on this machine only, sign in as</p>'] : []),
      ...people.map((person) =>
        form(
          data.action,
          `<input type="hidden" name="person" value="${escapeHtml(person)}">
<button class="idpButton-customizable" type="submit" aria-label="Sign in as ${escapeHtml(person)}">${escapeHtml(person)}</button>`,
        ),
      ),
    ].join('\n'),
  );

/** The page where a new person makes an account. */
export const signUpPage = (data: PageData, passwordRules: readonly string[]): HttpResponse =>
  pageOf(
    data,
    'Create an account',
    `${form(
      `${data.action}/sign-up`,
      `${field('email', 'E-mail', { autocomplete: 'username', value: data.email ?? '', focus: true })}
${rules(passwordRules)}
${field('password', 'Password', { autocomplete: 'new-password', describedBy: 'rules' })}
${field('again', 'Password, once more', { autocomplete: 'new-password' })}
<button class="submitButton-customizable" type="submit">Create account</button>`,
    )}
<p class="redirect-customizable">Have an account? <a href="${escapeHtml(data.action)}">Sign in</a></p>`,
  );

/** The page where a person whose password was set by someone else chooses one. */
export const newPasswordPage = (data: PageData, passwordRules: readonly string[]): HttpResponse =>
  pageOf(
    data,
    'Choose a new password',
    form(
      `${data.action}/new-password`,
      `${field('email', 'E-mail', { autocomplete: 'username', value: data.email ?? '' })}
${field('current', 'Temporary password', { autocomplete: 'current-password', focus: true })}
${rules(passwordRules)}
${field('password', 'New password', { autocomplete: 'new-password', describedBy: 'rules' })}
${field('again', 'New password, once more', { autocomplete: 'new-password' })}
<button class="submitButton-customizable" type="submit">Save and sign in</button>`,
    ),
  );

const toSignIn = ({ action }: PageData): string =>
  `<p class="redirect-customizable"><a href="${escapeHtml(action)}">Back to the sign-in</a></p>`;

/** The page where a person says which password is forgotten. */
export const forgotPasswordPage = (data: PageData): HttpResponse =>
  pageOf(
    data,
    'Forgot your password?',
    `${form(
      `${data.action}/forgot-password`,
      `<p class="quiet">Say your e-mail address: a code to choose another password with goes there.</p>
${field('email', 'E-mail', { autocomplete: 'username', value: data.email ?? '', focus: true })}
<button class="submitButton-customizable" type="submit">Send the code</button>`,
    )}
${toSignIn(data)}`,
  );

/** The page where a person chooses another password by the code of the mail. */
export const resetPasswordPage = (data: PageData, passwordRules: readonly string[]): HttpResponse =>
  pageOf(
    data,
    'Choose another password',
    `${form(
      `${data.action}/reset-password`,
      `${field('email', 'E-mail', { autocomplete: 'username', value: data.email ?? '' })}
${field('code', 'Code from the e-mail', { autocomplete: 'one-time-code', focus: true })}
${rules(passwordRules)}
${field('password', 'New password', { autocomplete: 'new-password', describedBy: 'rules' })}
${field('again', 'New password, once more', { autocomplete: 'new-password' })}
<button class="submitButton-customizable" type="submit">Change the password</button>`,
    )}
${toSignIn(data)}`,
  );
