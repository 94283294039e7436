import { AwsError } from '../../../aws-error.ts';
import type { AttributeValue } from '../values/attribute-value.ts';
import { setOwn } from './own-members.ts';
import type { Values } from './values-of-request.ts';

/** The placeholders that a request defines. */
export interface Placeholders {
  names: Readonly<Record<string, string>>;
  values: Values;
}

/** Makes a valid, normalized attribute value of what the request holds, or throws. */
export type ReadValue = (value: unknown) => AttributeValue;

const NAME = /^#[0-9a-zA-Z_]+$/;
const VALUE = /^:[0-9a-zA-Z_]+$/;

const invalid = (message: string): AwsError => new AwsError('ValidationException', message);

const checkKeys = (member: string, keys: readonly string[], pattern: RegExp): void => {
  if (keys.length === 0) throw invalid(`${member} must not be empty`);
  const wrong = keys.find((key) => !pattern.test(key));
  if (wrong !== undefined) throw invalid(`${member} contains invalid key: Syntax error; key: "${wrong}"`);
};

const readNames = (request: Readonly<Record<string, unknown>>): Readonly<Record<string, string>> => {
  const names = request.ExpressionAttributeNames;
  if (typeof names !== 'object' || names === null) return {};
  checkKeys('ExpressionAttributeNames', Object.keys(names), NAME);
  return Object.fromEntries(Object.entries(names).map(([key, name]) => [key, String(name)]));
};

const readValue = (key: string, value: unknown, read: ReadValue): AttributeValue => {
  try {
    return read(value);
  } catch (error) {
    if (!(error instanceof AwsError) || error.code !== 'ValidationException') throw error;
    throw invalid(`ExpressionAttributeValues contains invalid value: ${error.message} for key ${key}`);
  }
};

const readValues = (request: Readonly<Record<string, unknown>>, read: ReadValue): Values => {
  const values = request.ExpressionAttributeValues;
  if (typeof values !== 'object' || values === null) return {};
  checkKeys('ExpressionAttributeValues', Object.keys(values), VALUE);
  const valid: Record<string, AttributeValue> = {};
  for (const [key, value] of Object.entries(values)) setOwn(valid, key, readValue(key, value, read));
  return valid;
};

/** Reads a request's ExpressionAttributeNames and ExpressionAttributeValues; throws a ValidationException for one that is not valid.
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Expressions.ExpressionAttributeNames.html */
export const readPlaceholders = (request: Readonly<Record<string, unknown>>, read: ReadValue): Placeholders => ({
  names: readNames(request),
  values: readValues(request, read),
});

const unused = (member: string, defined: object, used: readonly ReadonlySet<string>[]): void => {
  const keys = Object.keys(defined).filter((key) => !used.some((set) => set.has(key)));
  if (keys.length === 0) return;
  throw invalid(`Value provided in ${member} unused in expressions: keys: {${keys.join(', ')}}`);
};

/** Throws a ValidationException when a placeholder is used in none of the request's expressions. */
export const checkAllUsed = (
  { names, values }: Placeholders,
  mentions: readonly { names: ReadonlySet<string>; values: ReadonlySet<string> }[],
): void => {
  unused(
    'ExpressionAttributeNames',
    names,
    mentions.map((each) => each.names),
  );
  unused(
    'ExpressionAttributeValues',
    values,
    mentions.map((each) => each.values),
  );
};
