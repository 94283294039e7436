import { randomBytes, randomInt, scrypt, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';
import { AwsError } from '../../aws-error.ts';

const derive = promisify(scrypt) as (password: string, salt: Buffer, bytes: number) => Promise<Buffer>;
const HASH_BYTES = 32;

/** What a password of a pool must have. */
export interface PasswordPolicy {
  readonly minimumLength: number;
  readonly requireLowercase: boolean;
  readonly requireUppercase: boolean;
  readonly requireNumbers: boolean;
  readonly requireSymbols: boolean;
}

/** Hashes a password with scrypt and a salt of its own, off the main thread. */
export const hashPassword = async (password: string): Promise<string> => {
  const salt = randomBytes(16);
  const hash = await derive(password.normalize('NFC'), salt, HASH_BYTES);
  return `${salt.toString('base64')}:${hash.toString('base64')}`;
};

/** Whether a password has this hash. Without a hash it costs the same time, so that timing names no accounts. */
export const passwordMatches = async (password: string, stored: string | undefined): Promise<boolean> => {
  const [salt = '', expected = ''] = (stored ?? '').split(':');
  const hash = await derive(password.normalize('NFC'), Buffer.from(salt, 'base64'), HASH_BYTES);
  const wanted = Buffer.from(expected, 'base64');
  return wanted.length === HASH_BYTES && timingSafeEqual(hash, wanted);
};

/** The rules of a policy in words, and whether a password keeps each.
 * https://docs.aws.amazon.com/cognito/latest/developerguide/managing-users-passwords.html */
export const passwordRules = (
  policy: PasswordPolicy,
): { text: string; error: string; holds(password: string): boolean }[] => {
  const rule = (text: string, error: string, holds: (password: string) => boolean) => ({ text, error, holds });
  return [
    rule(
      `at least ${policy.minimumLength} characters`,
      'Password not long enough',
      (value) => value.length >= policy.minimumLength,
    ),
    ...(policy.requireLowercase
      ? [rule('a lower-case letter', 'Password must have lowercase characters', (value) => /[a-z]/.test(value))]
      : []),
    ...(policy.requireUppercase
      ? [rule('an upper-case letter', 'Password must have uppercase characters', (value) => /[A-Z]/.test(value))]
      : []),
    ...(policy.requireNumbers
      ? [rule('a digit', 'Password must have numeric characters', (value) => /[0-9]/.test(value))]
      : []),
    ...(policy.requireSymbols
      ? [
          rule('a symbol, such as ! or -', 'Password must have symbol characters', (value) =>
            /[^A-Za-z0-9\s]/.test(value),
          ),
        ]
      : []),
  ];
};

/** The first rule that a password breaks, in Cognito's words; undefined when it keeps all. */
export const brokenRule = (password: string, policy: PasswordPolicy): string | undefined =>
  passwordRules(policy).find(({ holds }) => !holds(password))?.error ??
  (password.length > 256 ? 'Password too long' : undefined);

/** Throws InvalidPasswordException for a password that breaks a rule. */
export const checkPassword = (policy: PasswordPolicy, password: string): void => {
  const broken = brokenRule(password, policy);
  if (broken)
    throw new AwsError('InvalidPasswordException', `Password did not conform with password policy: ${broken}`);
};

const TEMPORARY_ALPHABETS = ['abcdefghijkmnpqrstuvwxyz', 'ABCDEFGHJKLMNPQRSTUVWXYZ', '23456789', '!-_.'];

/** A password that keeps the rules of any policy, for a person who will choose another. */
export const temporaryPassword = (policy: PasswordPolicy): string =>
  Array.from({ length: Math.max(policy.minimumLength, 12) }, (_, index) => {
    const alphabet = TEMPORARY_ALPHABETS[index % TEMPORARY_ALPHABETS.length] as string;
    return alphabet[randomInt(alphabet.length)];
  }).join('');
