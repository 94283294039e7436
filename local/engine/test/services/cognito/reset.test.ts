import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { signIn } from '../../../src/client/sign-in.ts';
import { writeAssembly } from '../../../src/testing/assembly.ts';
import { clockAhead } from '../../../src/testing/clock.ts';
import { inboxOf } from '../../../src/testing/inbox.ts';
import { authorizeQuery, createBrowser } from './browser.ts';
import { person, poolTemplate, SITE_URL, startPool } from './pool.ts';

let pool: Awaited<ReturnType<typeof startPool>>;
let aheadMs = 0;
let count = 0;
let Username = '';
const OLD = 'first password 1';
const NEW = 'second password 2';

beforeAll(async () => {
  pool = await startPool({ clock: clockAhead(() => aheadMs) });
});
afterAll(() => pool.dispose());
beforeEach(async () => {
  count += 1;
  Username = `forgetful-${count}@example.com`;
  const UserAttributes = [{ Name: 'email_verified', Value: 'true' }];
  await pool.admin('AdminCreateUser', { Username, UserAttributes });
  await pool.admin('AdminSetUserPassword', { Username, Password: OLD, Permanent: true });
});

const call = (operation: string, input: object = {}) =>
  pool.engine.call('cognito-idp', operation, { ClientId: pool.clientId, Username, ...input });
const confirm = (ConfirmationCode: string, Password = NEW) =>
  call('ConfirmForgotPassword', { ConfirmationCode, Password });
const mailedCode = async (): Promise<string> => {
  const [mail] = await inboxOf(pool.engine).mails(Username);
  return /\d{6}$/.exec(mail?.text?.trim() ?? '')?.[0] ?? '';
};
const otherThan = (code: string): string => (code === '000000' ? '111111' : '000000');
const signInWith = (password: string) => signIn({ ...pool.credentials, email: Username, password });

describe('a forgotten password', () => {
  it('is reset by the code of a mail, once', async () => {
    expect(await call('ForgotPassword')).toEqual({
      CodeDeliveryDetails: { AttributeName: 'email', DeliveryMedium: 'EMAIL', Destination: 'f***@e***' },
    });
    const code = await mailedCode();
    expect(await confirm(code)).toEqual({});
    expect(await signInWith(NEW)).toHaveProperty('idToken');
    await expect(signInWith(OLD)).rejects.toThrow('could not sign in');
    await expect(confirm(code)).rejects.toMatchObject({ code: 'ExpiredCodeException' });
  });

  it('is not reset by another code, and by none after five tries', async () => {
    await call('ForgotPassword');
    const code = await mailedCode();
    for (let tried = 0; tried < 5; tried += 1) {
      await expect(confirm(otherThan(code))).rejects.toMatchObject({ code: 'CodeMismatchException' });
    }
    await expect(confirm(code)).rejects.toMatchObject({ code: 'LimitExceededException' });
    expect(await signInWith(OLD)).toHaveProperty('idToken');
  });

  it('is reset by the newest code alone', async () => {
    await call('ForgotPassword');
    const first = await mailedCode();
    await call('ForgotPassword');
    const second = await mailedCode();
    if (first !== second) await expect(confirm(first)).rejects.toMatchObject({ code: 'CodeMismatchException' });
    expect(await confirm(second)).toEqual({});
  });

  it('is not reset after an hour, nor to a password that breaks the rules', async () => {
    await call('ForgotPassword');
    const code = await mailedCode();
    await expect(confirm(code, 'short')).rejects.toMatchObject({ code: 'InvalidPasswordException' });
    aheadMs += 60 * 60_000;
    await expect(confirm(code)).rejects.toMatchObject({ code: 'ExpiredCodeException' });
  });

  it('of nobody is told like any other, and nothing is mailed', async () => {
    const nobody = 'nobody@example.com';
    expect(await call('ForgotPassword', { Username: nobody })).toMatchObject({
      CodeDeliveryDetails: { Destination: 'n***@e***' },
    });
    expect(await inboxOf(pool.engine).mails(nobody)).toEqual([]);
    const guess = { Username: nobody, ConfirmationCode: '000000', Password: NEW };
    await expect(call('ConfirmForgotPassword', guess)).rejects.toMatchObject({ code: 'CodeMismatchException' });
    await expect(call('ForgotPassword', { ClientId: 'x' })).rejects.toMatchObject({
      code: 'ResourceNotFoundException',
    });
  });

  it('cannot be reset where no address is verified, the password is temporary, or the account is disabled', async () => {
    const setVerified = (Value: string) =>
      pool.admin('AdminUpdateUserAttributes', { Username, UserAttributes: [{ Name: 'email_verified', Value }] });
    await setVerified('false');
    await expect(call('ForgotPassword')).rejects.toMatchObject({ code: 'InvalidParameterException' });
    await setVerified('true');
    await pool.admin('AdminSetUserPassword', { Username, Password: OLD });
    await expect(call('ForgotPassword')).rejects.toMatchObject({ code: 'NotAuthorizedException' });
    await pool.admin('AdminDisableUser', { Username });
    await call('ForgotPassword');
    expect(await mailedCode()).toBe('');
  });
});

describe('the mail with a code', () => {
  it('says what the template says, with the code in its place', async () => {
    const { Pool, ...others } = poolTemplate.Resources;
    const VerificationMessageTemplate = { EmailSubject: 'Ihr Code', EmailMessage: '<p>Hier: <b>{####}</b></p>' };
    const Properties = { ...Pool.Properties, VerificationMessageTemplate };
    const Resources = { ...others, Pool: { ...Pool, Properties } };
    const other = await startPool({ assembly: writeAssembly({ ...poolTemplate, Resources }) });
    await other.engine.call('cognito-idp', 'ForgotPassword', { ClientId: other.clientId, Username: person.email });
    const [mail] = await inboxOf(other.engine).mails(person.email);
    expect(mail).toMatchObject({ subject: 'Ihr Code', html: expect.stringMatching(/^<p>Hier: <b>\d{6}<\/b><\/p>$/) });
    await other.dispose();
  });
});

describe('the pages of a forgotten password', () => {
  const openPage = async (start: string) => {
    const visit = createBrowser(pool.loginUrl);
    let page = await visit(`${start}?${authorizeQuery(pool.clientId, SITE_URL)}`);
    while (page.location && !page.location.includes('/login/')) page = await visit(page.location);
    const [path = ''] = page.location.split('?');
    return { visit, path, page: await visit(page.location) };
  };

  it('are led to by the sign-in, and lead back to it with another password', async () => {
    const { visit, path, page } = await openPage('/oauth2/authorize');
    const link = /<a href="([^"]+)">Forgot your password\?<\/a>/.exec(page.text)?.[1] ?? '';
    expect(link).toBe(`${path}/forgot-password`);
    expect((await visit(link)).text).toContain('<h1>Forgot your password?</h1>');
    const sent = await visit(link, { email: Username });
    expect([sent.status, sent.text]).toEqual([200, expect.stringContaining('<p role="status">If there is an account')]);
    const form = { email: Username, code: await mailedCode(), password: NEW, again: NEW };
    const refused = await visit(`${path}/reset-password`, { ...form, again: OLD });
    expect([refused.status, refused.text]).toEqual([400, expect.stringContaining('The two passwords differ')]);
    const wrong = await visit(`${path}/reset-password`, { ...form, code: otherThan(form.code) });
    expect([wrong.status, wrong.text]).toEqual([400, expect.stringContaining('Invalid verification code')]);
    const changed = await visit(`${path}/reset-password`, form);
    expect(changed.text).toContain('<p role="status">Your password is changed. Sign in with it.</p>');
    expect(changed.text).toContain('<h1>Sign in</h1>');
    const signedIn = await visit(path, { email: Username, password: NEW });
    expect(signedIn.location).toContain('/oauth2/authorize/');
  });

  it('say the same of an address that nobody has', async () => {
    const { visit, path } = await openPage('/oauth2/authorize');
    const pageOf = async (email: string) => {
      const { status, text } = await visit(`${path}/forgot-password`, { email });
      return [status, text.replaceAll(email, 'ADDRESS')];
    };
    expect(await pageOf('nobody@example.com')).toEqual(await pageOf(Username));
  });

  it('are reached by a link of their own', async () => {
    const { page } = await openPage('/forgotPassword');
    expect(page.text).toContain('<h1>Forgot your password?</h1>');
  });
});
