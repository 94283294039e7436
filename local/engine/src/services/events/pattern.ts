import * as z from 'zod';
import { AwsError } from '../../aws-error.ts';
import { condition, satisfies, valuesOf } from '../../kit/conditions.ts';
import { wildcardExpression } from '../../kit/wildcards.ts';

const pattern = z.string().refine((text) => !text.includes('**'), 'consecutive wildcards are not allowed');
const patterns = z.union([pattern, z.array(pattern).min(1)]);
const wildcards = z.union([
  z.strictObject({ wildcard: pattern }),
  z.strictObject({ 'anything-but': z.strictObject({ wildcard: patterns }) }),
]);

type Test = (values: readonly unknown[] | undefined) => boolean;
type Matcher = (event: unknown) => boolean;

/** An event pattern, read. Throws InvalidEventPatternException.
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-create-pattern-operators.html */
export const parsePattern = (value: unknown): Matcher => {
  if (!isObject(value) || Object.keys(value).length === 0)
    throw invalid('Event pattern must be an object that is not empty');
  return objectMatcher(value);
};

const objectMatcher = (fields: Record<string, unknown>): Matcher => {
  const parts = Object.entries(fields).map(([key, child]) => (key === '$or' ? anyOf(child) : field(key, child)));
  return (event) => parts.every((part) => part(event));
};

const anyOf = (branches: unknown): Matcher => {
  if (!Array.isArray(branches) || branches.length < 2 || !branches.every(isObject)) {
    throw invalid('"$or" must be an array of two or more objects');
  }
  const matchers = branches.map(objectMatcher);
  return (event) => matchers.some((matches) => matches(event));
};

const field = (key: string, child: unknown): Matcher => {
  const read = (event: unknown): unknown => (isObject(event) && Object.hasOwn(event, key) ? event[key] : undefined);
  if (isObject(child)) {
    const matches = objectMatcher(child);
    return (event) => {
      const value = read(event);
      return Array.isArray(value) ? value.some(matches) : matches(value);
    };
  }
  if (!Array.isArray(child) || child.length === 0) throw invalid(`"${key}" must be an object or an array`);
  const tests = child.map(conditionTest);
  return (event) => {
    const values = valuesOf(read(event));
    return tests.some((test) => test(values));
  };
};

const conditionTest = (item: unknown): Test => {
  const wild = wildcards.safeParse(item);
  if (wild.success) return wildcardTest(wild.data);
  const parsed = condition.safeParse(item);
  if (!parsed.success) throw invalid(`Unrecognized match type ${JSON.stringify(item)}`);
  return (values) => satisfies([parsed.data], values);
};

const wildcardTest = (wild: z.infer<typeof wildcards>): Test => {
  if ('wildcard' in wild) {
    const expression = toExpression(wild.wildcard);
    return (values) => values?.some((value) => typeof value === 'string' && expression.test(value)) ?? false;
  }
  const excluded = [wild['anything-but'].wildcard].flat().map(toExpression);
  return (values) =>
    values?.some((value) => typeof value === 'string' && !excluded.some((expression) => expression.test(value))) ??
    false;
};

/** `*` is any characters; `\*` is an asterisk. */
const toExpression = (text: string): RegExp => wildcardExpression(text, '*', true);

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const invalid = (reason: string): AwsError =>
  new AwsError('InvalidEventPatternException', `Event pattern is not valid. Reason: ${reason}`);
