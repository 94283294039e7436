import { AwsError } from '../../aws-error.ts';
import type { HttpResponse } from '../../service.ts';
import { passwordRules } from './password.ts';
import type { PasswordReset } from './password-reset.ts';
import type { Pool } from './pools.ts';
import { mistakeOf, type Screen } from './screen.ts';
import { forgotPasswordPage, type PageData, resetPasswordPage } from './sign-in-pages.ts';

const SENT = 'If there is an account with this e-mail, a code is on its way to it.';
const CHANGED = 'Your password is changed. Sign in with it.';

/** The screens on which a forgotten password is reset; they do not tell who has an account. */
export const resetScreens = (
  pool: Pool,
  reset: PasswordReset,
  showSignIn: (data: PageData) => HttpResponse,
): Readonly<Record<string, Screen>> => {
  const ruleTexts = passwordRules(pool.passwordPolicy).map(({ text }) => text);
  const forgotPassword: Screen['submit'] = async (data, fields) => {
    const email = fields.get('email')?.trim() ?? '';
    try {
      reset.request(pool, email);
    } catch (error) {
      // Of an account that cannot be reset, which is nobody's business.
      if (!(error instanceof AwsError)) throw error;
    }
    return { page: resetPasswordPage({ ...data, email, notice: SENT }, ruleTexts) };
  };
  const resetPassword: Screen['submit'] = async (data, fields) => {
    const email = fields.get('email')?.trim() ?? '';
    const refuse = (error: string) => ({ page: resetPasswordPage({ ...data, email, error }, ruleTexts) });
    const mistake = mistakeOf(fields, pool.passwordPolicy);
    if (mistake) return refuse(mistake);
    try {
      await reset.confirm(pool, email, fields.get('code')?.trim() ?? '', fields.get('password') ?? '');
    } catch (error) {
      if (!(error instanceof AwsError)) throw error;
      return refuse(error.message);
    }
    return { page: showSignIn({ ...data, email, notice: CHANGED }) };
  };
  return {
    'forgot-password': { show: forgotPasswordPage, submit: forgotPassword },
    'reset-password': { show: (data) => resetPasswordPage(data, ruleTexts), submit: resetPassword },
  };
};
