import { BlockList, isIP } from 'node:net';
import type { MessageAttributes } from '../message-attributes.ts';
import type { Condition, FilterPolicy } from './policy.ts';

/** The values that a key has; undefined where the key is absent. */
type Values = readonly unknown[] | undefined;
type Lookup = (key: string) => unknown;

/** Whether a message's attributes satisfy a filter policy.
 * https://docs.aws.amazon.com/sns/latest/dg/sns-message-filtering.html */
export const matchesAttributes = (policy: FilterPolicy, attributes: MessageAttributes): boolean => {
  const values = new Map(attributes.map(([name, attribute]) => [name, attributeValues(attribute)]));
  return matches(policy, (key) => values.get(key));
};

/** Whether a message's body, a JSON object, satisfies a filter policy. */
export const matchesBody = (policy: FilterPolicy, body: string): boolean => {
  try {
    const parsed: unknown = JSON.parse(body);
    return isObject(parsed) && matches(policy, (key) => own(parsed, key));
  } catch {
    return false;
  }
};

const attributeValues = ({ DataType, StringValue = '' }: MessageAttributes[number][1]): unknown => {
  if (DataType === 'Binary') return [];
  if (DataType === 'Number') return Number(StringValue);
  if (DataType !== 'String.Array') return StringValue;
  const list: unknown = JSON.parse(StringValue);
  return list;
};

const matches = (policy: FilterPolicy, lookup: Lookup): boolean =>
  policy.conditions.every(([key, conditions]) => matchesConditions(conditions, valuesOf(lookup(key)))) &&
  policy.nested.every(([key, nested]) => matchesNested(nested, lookup(key))) &&
  policy.alternatives.every((branches) => branches.some((branch) => matches(branch, lookup)));

/** One element of an array of objects has to satisfy the nested policy as a whole. */
const matchesNested = (policy: FilterPolicy, value: unknown): boolean => {
  if (Array.isArray(value)) return value.some((item) => matchesNested(policy, item));
  return matches(policy, (key) => (isObject(value) ? own(value, key) : undefined));
};

const valuesOf = (value: unknown): Values => {
  if (value === undefined) return undefined;
  return Array.isArray(value) ? value.flat(Number.POSITIVE_INFINITY) : [value];
};

const matchesConditions = (conditions: readonly Condition[], values: Values): boolean =>
  conditions.some((condition) => {
    if (isObject(condition) && 'exists' in condition) return condition.exists === (values !== undefined);
    return values?.some((value) => holds(condition, value)) ?? false;
  });

/** Whether a present value satisfies a condition other than `exists`. */
export const holds = (condition: Condition, value: unknown): boolean => {
  if (condition === null || typeof condition !== 'object') return condition === value;
  if ('anything-but' in condition) return anythingBut(condition['anything-but'], value);
  if ('numeric' in condition) return typeof value === 'number' && inRange(condition.numeric, value);
  if (typeof value !== 'string') return false;
  if ('prefix' in condition) return value.startsWith(condition.prefix);
  if ('suffix' in condition) return value.endsWith(condition.suffix);
  if ('equals-ignore-case' in condition) return sameIgnoringCase(value, condition['equals-ignore-case']);
  return 'cidr' in condition && inBlock(condition.cidr, value);
};

type AnythingBut = Extract<Condition, { 'anything-but': unknown }>['anything-but'];

const anythingBut = (excluded: AnythingBut, value: unknown): boolean => {
  if (typeof excluded !== 'object') return value !== excluded;
  if (Array.isArray(excluded)) return !excluded.some((item) => item === value);
  if (typeof value !== 'string') return false;
  if ('prefix' in excluded) return !list(excluded.prefix).some((prefix) => value.startsWith(prefix));
  if ('suffix' in excluded) return !list(excluded.suffix).some((suffix) => value.endsWith(suffix));
  return !list(excluded['equals-ignore-case']).some((text) => sameIgnoringCase(value, text));
};

type Numeric = Extract<Condition, { numeric: unknown }>['numeric'];
const comparisons: Readonly<Record<string, (a: number, b: number) => boolean>> = {
  '=': (a, b) => a === b,
  '<': (a, b) => a < b,
  '<=': (a, b) => a <= b,
  '>': (a, b) => a > b,
  '>=': (a, b) => a >= b,
};

const inRange = ([first, low, second, high]: Numeric, value: number): boolean =>
  compare(first, value, low) && (second === undefined || high === undefined || compare(second, value, high));
const compare = (operator: string, value: number, bound: number): boolean =>
  comparisons[operator]?.(value, bound) ?? false;

const inBlock = (cidr: string, value: string): boolean => {
  const [network = '', bits] = cidr.split('/');
  const family = (address: string) => (isIP(address) === 6 ? 'ipv6' : 'ipv4');
  if (isIP(value) === 0 || family(value) !== family(network)) return false;
  const block = new BlockList();
  block.addSubnet(network, Number(bits), family(network));
  return block.check(value, family(value));
};

const sameIgnoringCase = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase();
const list = (value: string | readonly string[]): readonly string[] => (typeof value === 'string' ? [value] : value);
const own = (object: Record<string, unknown>, key: string): unknown =>
  Object.hasOwn(object, key) ? object[key] : undefined;
const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
