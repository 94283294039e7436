import { BlockList, isIP } from 'node:net';
import { own } from './own.ts';
import { like } from './wildcards.ts';

/** The value of a condition key in a call; several for keys such as `aws:CalledVia`. */
export type ContextValue = string | readonly string[] | undefined;

/** Tells the value of a condition key, whose name is in lower case. */
export type ContextOf = (key: string) => ContextValue;

type Comparison = (actual: string, expected: string) => boolean;

const numeric =
  (compare: (a: number, b: number) => boolean): Comparison =>
  (actual, expected) =>
    compare(Number(actual), Number(expected));
const date =
  (compare: (a: number, b: number) => boolean): Comparison =>
  (actual, expected) =>
    compare(momentOf(actual), momentOf(expected));

/** ISO 8601 or seconds since the epoch. */
const momentOf = (text: string): number => (/^\d+$/.test(text) ? Number(text) * 1000 : Date.parse(text));

const COMPARISONS: Readonly<Record<string, Comparison>> = {
  StringEquals: (actual, expected) => actual === expected,
  StringEqualsIgnoreCase: (actual, expected) => actual.toLowerCase() === expected.toLowerCase(),
  StringLike: (actual, expected) => like(expected, actual),
  NumericEquals: numeric((a, b) => a === b),
  NumericLessThan: numeric((a, b) => a < b),
  NumericLessThanEquals: numeric((a, b) => a <= b),
  NumericGreaterThan: numeric((a, b) => a > b),
  NumericGreaterThanEquals: numeric((a, b) => a >= b),
  DateEquals: date((a, b) => a === b),
  DateLessThan: date((a, b) => a < b),
  DateLessThanEquals: date((a, b) => a <= b),
  DateGreaterThan: date((a, b) => a > b),
  DateGreaterThanEquals: date((a, b) => a >= b),
  Bool: (actual, expected) => actual.toLowerCase() === expected.toLowerCase(),
  BinaryEquals: (actual, expected) => actual === expected,
  IpAddress: (actual, expected) => inBlock(expected, actual),
  ArnEquals: (actual, expected) => arnLike(expected, actual),
  ArnLike: (actual, expected) => arnLike(expected, actual),
};
const NEGATIONS: Readonly<Record<string, string>> = {
  StringNotEquals: 'StringEquals',
  StringNotEqualsIgnoreCase: 'StringEqualsIgnoreCase',
  StringNotLike: 'StringLike',
  NumericNotEquals: 'NumericEquals',
  DateNotEquals: 'DateEquals',
  NotIpAddress: 'IpAddress',
  ArnNotEquals: 'ArnEquals',
  ArnNotLike: 'ArnLike',
};

interface Operator {
  readonly set: string | undefined;
  readonly name: string;
  readonly optional: boolean;
}

const partsOf = (operator: string): Operator => {
  const [, set, rest = operator] = /^(ForAllValues|ForAnyValue):(.*)$/.exec(operator) ?? [];
  const optional = rest.endsWith('IfExists');
  return { set, name: optional ? rest.slice(0, -'IfExists'.length) : rest, optional };
};

/** Whether IAM has a condition operator of this name. */
export const isOperator = (operator: string): boolean => {
  const { name } = partsOf(operator);
  return name === 'Null' || Object.hasOwn(COMPARISONS, name) || Object.hasOwn(NEGATIONS, name);
};

/** Whether one condition holds: any of the expected values, and of several actual ones all or any, as its set operator says.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html */
export const conditionHolds = (operator: string, actual: ContextValue, expected: readonly string[]): boolean => {
  const { set, name, optional } = partsOf(operator);
  const values = actual === undefined ? [] : typeof actual === 'string' ? [actual] : actual;
  if (name === 'Null') return expected.some((value) => (value === 'true') === (values.length === 0));
  const negated = own(NEGATIONS, name);
  const compare = own(COMPARISONS, negated ?? name);
  if (!compare) return false;
  if (values.length === 0) return optional || set === 'ForAllValues' || (negated !== undefined && set === undefined);
  const matches = (value: string): boolean => expected.some((each) => compare(value, each)) !== (negated !== undefined);
  return set === 'ForAllValues' || (negated !== undefined && set === undefined)
    ? values.every(matches)
    : values.some(matches);
};

/** Wildcards do not reach across the parts of an ARN, but for the last. */
const arnLike = (pattern: string, arn: string): boolean => {
  if (pattern === '*' || pattern === arn) return true;
  const [patterns, parts] = [partsOfArn(pattern), partsOfArn(arn)];
  return patterns.length === parts.length && patterns.every((part, index) => like(part, parts[index] ?? ''));
};

const partsOfArn = (arn: string): readonly string[] => {
  const parts = arn.split(':');
  return [...parts.slice(0, 5), parts.slice(5).join(':')];
};

const inBlock = (block: string, address: string): boolean => {
  const [network = '', bits] = block.split('/');
  const version = isIP(network);
  if (version === 0 || isIP(address) !== version) return false;
  const family = version === 4 ? 'ipv4' : 'ipv6';
  const list = new BlockList();
  list.addSubnet(network, bits === undefined ? (version === 4 ? 32 : 128) : Number(bits), family);
  return list.check(address, family);
};
