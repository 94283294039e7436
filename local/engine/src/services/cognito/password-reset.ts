import { createHash, randomInt } from 'node:crypto';
import { AwsError } from '../../aws-error.ts';
import type { MailContent } from '../../kit/mailbox.ts';
import type { Cognito } from './context.ts';
import { checkPassword, hashPassword } from './password.ts';
import type { Pool } from './pools.ts';
import type { User } from './users.ts';

/** https://docs.aws.amazon.com/cognito/latest/developerguide/how-to-recover-a-user-account.html */
const CODE_LASTS_MS = 60 * 60_000;
/** Cognito takes 5 to 20 in an hour, by what it thinks of the caller. */
const MAX_TRIES = 5;
const FROM = 'no-reply@verificationemail.com';

const TABLE = `
  CREATE TABLE IF NOT EXISTS cognito_reset_codes (
    pool_id TEXT NOT NULL, username TEXT NOT NULL, code_hash TEXT NOT NULL, tries INTEGER NOT NULL,
    expires_at INTEGER NOT NULL, PRIMARY KEY (pool_id, username)) STRICT`;

interface CodeRow {
  readonly code_hash: string;
  readonly tries: number;
  readonly expires_at: number;
}

/** Resets forgotten passwords by a code that is mailed. */
export interface PasswordReset {
  /** Mails a code. Whoever asks is told the same where nobody has the name, or may not sign in. Throws what Cognito does. */
  request(pool: Pool, username: string): void;
  /** Sets the password. Throws CodeMismatchException, ExpiredCodeException and InvalidPasswordException. */
  confirm(pool: Pool, username: string, code: string, password: string): Promise<void>;
}

const hashOf = (code: string): string => createHash('sha256').update(code).digest('base64');
const mismatch = (): AwsError =>
  new AwsError('CodeMismatchException', 'Invalid verification code provided, please try again.');

const refuseToReset = (user: User): void => {
  if (user.status === 'FORCE_CHANGE_PASSWORD') {
    throw new AwsError('NotAuthorizedException', 'User password cannot be reset in the current state.');
  }
  if (user.email === undefined || user.attributes.email_verified !== 'true') {
    throw new AwsError(
      'InvalidParameterException',
      'Cannot reset password for the user as there is no registered/verified email or phone_number',
    );
  }
};

const mailWith = ({ codeMail }: Pool, code: string): Pick<MailContent, 'subject' | 'text' | 'html'> =>
  codeMail
    ? { subject: codeMail.subject, html: codeMail.message.replaceAll('{####}', code) }
    : { subject: 'Your verification code', text: `Your password reset code is ${code}` };

/** Creates it; the codes are kept, hashed, in the engine's store. */
export const createPasswordReset = ({ engine, users, mailbox }: Cognito): PasswordReset => {
  const { store } = engine;
  store.schema(TABLE);
  const forget = ({ poolId, username }: User): void =>
    void store.run('DELETE FROM cognito_reset_codes WHERE pool_id = ? AND username = ?', poolId, username);

  /** Throws where it is not the one that was mailed; counts each try, so that it cannot be guessed. */
  const checkCode = (user: User, code: string): void => {
    const row = store.get<CodeRow>(
      'SELECT * FROM cognito_reset_codes WHERE pool_id = ? AND username = ?',
      ...[user.poolId, user.username],
    );
    if (!row || row.expires_at <= engine.now()) {
      throw new AwsError('ExpiredCodeException', 'Invalid code provided, please request a code again.');
    }
    if (row.tries >= MAX_TRIES) {
      throw new AwsError('LimitExceededException', 'Attempt limit exceeded, please try after some time.');
    }
    if (row.code_hash === hashOf(code)) return;
    store.run(
      'UPDATE cognito_reset_codes SET tries = tries + 1 WHERE pool_id = ? AND username = ?',
      ...[user.poolId, user.username],
    );
    throw mismatch();
  };

  return {
    request: (pool, username) => {
      const user = users.find(pool.id, username);
      if (!user?.enabled) return;
      refuseToReset(user);
      const code = String(randomInt(1_000_000)).padStart(6, '0');
      const expiresAt = engine.now() + CODE_LASTS_MS;
      store.run(
        'INSERT OR REPLACE INTO cognito_reset_codes VALUES (?, ?, ?, 0, ?)',
        ...[user.poolId, user.username, hashOf(code), expiresAt],
      );
      const recipients = [user.attributes.email ?? ''];
      mailbox.put({ from: FROM, recipients, ...mailWith(pool, code) }, engine.now());
    },
    confirm: async (pool, username, code, password) => {
      const user = users.find(pool.id, username);
      if (!user?.enabled) throw mismatch();
      checkPassword(pool.passwordPolicy, password);
      checkCode(user, code);
      forget(user);
      users.setPassword(user, await hashPassword(password), 'CONFIRMED');
    },
  };
};
