import { randomInt } from 'node:crypto';
import * as z from 'zod';
import { AwsError } from '../../aws-error.ts';
import { flag } from '../../kit/properties.ts';

/** What a password is made of, in a call and in a template.
 * https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_GetRandomPassword.html */
export const passwordRules = {
  ExcludeCharacters: z.string().max(4096).default(''),
  ExcludeLowercase: flag.default(false),
  ExcludeNumbers: flag.default(false),
  ExcludePunctuation: flag.default(false),
  ExcludeUppercase: flag.default(false),
  IncludeSpace: flag.default(false),
  PasswordLength: z.coerce.number().int().min(1).max(4096).default(32),
  RequireEachIncludedType: flag.default(true),
};

type PasswordRules = z.infer<z.ZodObject<typeof passwordRules>>;

const LOWERCASE = 'abcdefghijklmnopqrstuvwxyz';
const NUMBERS = '0123456789';
const PUNCTUATION = '!"#$%&\'()*+,-./:;<=>?@[\\]^_`{|}~';

/** Makes a password. Throws InvalidParameterException where the rules leave nothing to make it of. */
export const randomPassword = (rules: PasswordRules): string => {
  const types = [
    rules.ExcludeLowercase ? '' : LOWERCASE,
    rules.ExcludeUppercase ? '' : LOWERCASE.toUpperCase(),
    rules.ExcludeNumbers ? '' : NUMBERS,
    rules.ExcludePunctuation ? '' : PUNCTUATION,
    rules.IncludeSpace ? ' ' : '',
  ];
  const excluded = new Set(rules.ExcludeCharacters);
  const left = types.map((type) => [...type].filter((each) => !excluded.has(each))).filter((type) => type.length > 0);
  const all = left.flat();
  if (all.length === 0) throw invalid('Your password options leave no characters to choose from.');
  const required = rules.RequireEachIncludedType ? left : [];
  if (required.length > rules.PasswordLength)
    throw invalid('Your password is too short to hold a character of each included type.');
  const chosen = required.map(oneOf);
  while (chosen.length < rules.PasswordLength) chosen.push(oneOf(all));
  return shuffled(chosen).join('');
};

const oneOf = (characters: readonly string[]): string => characters[randomInt(characters.length)] ?? '';

const shuffled = (characters: readonly string[]): readonly string[] => {
  const rest = [...characters];
  return characters.map(() => rest.splice(randomInt(rest.length), 1)[0] ?? '');
};

const invalid = (message: string): AwsError => new AwsError('InvalidParameterException', message);
