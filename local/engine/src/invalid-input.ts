import type * as z from 'zod';
import { AwsError } from './aws-error.ts';
import { constraintFault, lowerFirst, validationMessage } from './kit/constraint-fault.ts';
import type { AwsService } from './service.ts';

type Issue = z.core.$ZodIssue;
type Path = readonly PropertyKey[];

/** What an operation's schema says of an input, in AWS's words: a wrong type is a SerializationException, everything else breaks a
 * constraint. The schema's own words are for those who write it. */
export const invalidInput = (service: AwsService, { issues }: z.ZodError, input: unknown): AwsError => {
  const found = issues.map(innermost).map((issue) => ({ issue, value: at(input, issue.path) }));
  for (const { issue, value } of found) {
    if (issue.code !== 'invalid_type') continue;
    if (value === undefined || value === null) {
      const missing = service.missingMember?.(String(issue.path.at(-1)));
      if (missing) return missing;
    } else if (service.protocol !== 'query')
      return new AwsError('SerializationException', wrongType(issue.expected, value));
  }
  const faults = found.map(({ issue, value }) =>
    constraintFault(value, pathOf(issue.path), constraintOf(issue, value)),
  );
  return new AwsError(service.invalidInputCode ?? 'ValidationException', validationMessage(faults));
};

/** Of a union: what its first alternative says. */
const innermost = (issue: Issue): Issue => {
  const inner = issue.code === 'invalid_union' ? issue.errors[0]?.[0] : undefined;
  return inner ? innermost({ ...inner, path: [...issue.path, ...inner.path] }) : issue;
};

const at = (input: unknown, path: Path): unknown => {
  let value = input;
  for (const key of path) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined;
    value = (value as Record<PropertyKey, unknown>)[key];
  }
  return value;
};

/** `entries.1.member.id`. */
const pathOf = (path: Path): string =>
  path.map((key) => (typeof key === 'number' ? `${key + 1}.member` : lowerFirst(String(key)))).join('.');

const constraintOf = (issue: Issue, value: unknown): string => {
  const measure = typeof value === 'number' ? 'value' : 'length';
  switch (issue.code) {
    case 'too_small':
      return `Member must have ${measure} greater than or equal to ${issue.minimum}`;
    case 'too_big':
      return `Member must have ${measure} less than or equal to ${issue.maximum}`;
    case 'invalid_value':
      // What is AWS's and not emulated is said in the schema.
      return / emulated$/.test(issue.message)
        ? issue.message
        : `Member must satisfy enum value set: [${issue.values.map(String).join(', ')}]`;
    case 'invalid_format':
      return `Member must satisfy regular expression pattern: ${patternOf(issue.pattern) ?? issue.format}`;
    case 'custom':
      return issue.message;
    default:
      return value === undefined || value === null ? 'Member must not be null' : 'Member is not valid';
  }
};

/** Of `/^[a-z]+$/`: AWS writes neither slashes nor anchors, a member matches as a whole. */
const patternOf = (text: string | undefined): string | undefined =>
  text?.replace(/^\/\^?/, '').replace(/\$?\/[a-z]*$/, '');

const TYPES: Readonly<Record<string, string>> = {
  string: 'a String',
  number: 'an Integer',
  int: 'an Integer',
  boolean: 'a Boolean',
  array: 'a List',
  record: 'a Map',
  object: 'a Structure',
};

const wrongType = (expected: string, value: unknown): string => {
  if (Array.isArray(value)) return 'Start of list found where not expected';
  if (typeof value === 'object') return 'Start of structure or map found where not expected.';
  return `${kindOf(value)}_VALUE can not be converted to ${TYPES[expected] ?? `a ${expected}`}`;
};

const kindOf = (value: unknown): string => {
  if (typeof value === 'boolean') return value ? 'TRUE' : 'FALSE';
  if (typeof value === 'number') return Number.isInteger(value) ? 'NUMBER' : 'DECIMAL';
  return 'STRING';
};
