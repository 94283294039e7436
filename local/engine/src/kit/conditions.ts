import { BlockList, isIP } from 'node:net';
import * as z from 'zod';
import { own } from './own.ts';

const operand = z.union([z.string(), z.number().min(-1e9).max(1e9)]);
const order = z.enum(['<', '<=', '>', '>=', '=']);
const bound = z.number().min(-1e9).max(1e9);
const cidr = z.string().refine((text) => {
  const [address = '', bits = ''] = text.split('/');
  return isIP(address) !== 0 && /^\d{1,3}$/.test(bits) && Number(bits) <= (isIP(address) === 4 ? 32 : 128);
}, 'not a CIDR block');
const texts = z.union([z.string().min(1), z.array(z.string().min(1)).min(1)]);

/** One condition of SNS's filter policies and EventBridge's patterns: an exact string, number, boolean or null, or an operator.
 * https://docs.aws.amazon.com/sns/latest/dg/sns-subscription-filter-policies.html */
export const condition = z.union([
  z.string(),
  z.number(),
  z.boolean(),
  z.null(),
  z.strictObject({ exists: z.boolean() }),
  z.strictObject({ prefix: z.string().min(1) }),
  z.strictObject({ suffix: z.string().min(1) }),
  z.strictObject({ 'equals-ignore-case': z.string().min(1) }),
  z.strictObject({ cidr }),
  z.strictObject({ numeric: z.union([z.tuple([order, bound]), z.tuple([order, bound, order, bound])]) }),
  z.strictObject({
    'anything-but': z.union([
      operand,
      z.array(operand).min(1),
      z.strictObject({ prefix: texts }),
      z.strictObject({ suffix: texts }),
      z.strictObject({ 'equals-ignore-case': texts }),
    ]),
  }),
]);

/** See {@link condition}. */
export type Condition = z.infer<typeof condition>;

/** The values that a key has; undefined where the key is absent. */
type Values = readonly unknown[] | undefined;

/** The values to match: those of an array one by one. */
export const valuesOf = (value: unknown): Values => {
  if (value === undefined) return undefined;
  return Array.isArray(value) ? value.flat(Number.POSITIVE_INFINITY) : [value];
};

/** Whether any of the values satisfies any of the conditions. */
export const satisfies = (conditions: readonly Condition[], values: Values): boolean =>
  conditions.some((condition) => {
    if (typeof condition === 'object' && condition !== null && 'exists' in condition)
      return condition.exists === (values !== undefined);
    return values?.some((value) => holds(condition, value)) ?? false;
  });

/** Whether a present value satisfies a condition other than `exists`. */
const holds = (condition: Condition, value: unknown): boolean => {
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
  own(comparisons, operator)?.(value, bound) ?? false;

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
