import { BlockList, isIP } from 'node:net';
import * as z from 'zod';
import { own } from './own.ts';
import { wildcardExpression } from './wildcards.ts';

const text = z.string().min(1);
const ignoringCase = z.strictObject({ 'equals-ignore-case': text });
const order = z.enum(['<', '<=', '>', '>=', '=']);
const cidr = z.string().refine((block) => {
  const [address = '', bits = ''] = block.split('/');
  return isIP(address) !== 0 && /^\d{1,3}$/.test(bits) && Number(bits) <= (isIP(address) === 4 ? 32 : 128);
}, 'Malformed CIDR');
/** `*` is any characters, `\*` an asterisk and `\\` a backslash. */
const wildcard = text
  .refine((pattern) => !pattern.includes('**'), 'Consecutive wildcard characters are not allowed')
  .refine((pattern) => !/(^|[^\\])(\\\\)*\\([^*\\]|$)/.test(pattern), 'Invalid escape character');

/** One text, or a list of them. */
const orList = <T extends z.ZodType>(item: T) => z.union([item, z.array(item).min(1)]);

/** A comparison, or a range from below to above: what no number satisfies is refused. */
const numeric = (limit: number) => {
  const bound = z.number().min(-limit).max(limit);
  return z.union([
    z.tuple([order, bound]),
    z
      .tuple([z.enum(['>', '>=']), bound, z.enum(['<', '<=']), bound])
      .refine(([, low, , high]) => low < high, 'Bottom must be less than top'),
  ]);
};

/** What SNS's filter policies and EventBridge's patterns have in common; `limit` is how large a number may be. */
const common = (limit: number) => {
  const number = z.number().min(-limit).max(limit);
  return [
    z.string(),
    z.number(),
    z.boolean(),
    z.null(),
    z.strictObject({ exists: z.boolean() }),
    z.strictObject({ prefix: text }),
    z.strictObject({ suffix: text }),
    ignoringCase,
    z.strictObject({ cidr }),
    z.strictObject({ numeric: numeric(limit) }),
    z.strictObject({
      // A list holds texts alone, or numbers alone.
      'anything-but': z.union([
        orList(z.string()),
        orList(number),
        z.strictObject({ prefix: orList(text) }),
        z.strictObject({ suffix: orList(text) }),
        z.strictObject({ 'equals-ignore-case': orList(text) }),
      ]),
    }),
  ] as const;
};

/** One condition of a filter policy of SNS. https://docs.aws.amazon.com/sns/latest/dg/sns-subscription-filter-policies.html */
export const filterCondition = z.union(common(1e9));

/** One condition of an event pattern of EventBridge.
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-create-pattern-operators.html */
export const patternCondition = z.union([
  ...common(5e9),
  z.strictObject({ wildcard }),
  z.strictObject({ prefix: ignoringCase }),
  z.strictObject({ suffix: ignoringCase }),
  z.strictObject({ 'anything-but': z.strictObject({ wildcard: orList(wildcard) }) }),
]);

/** An exact string, number, boolean or null, or an operator. */
export type Condition = z.infer<typeof patternCondition>;

/** The leaf values of a member, those of an array one by one; undefined where there is none, as of an object: conditions look at
 * leaves alone. */
const leavesOf = (value: unknown): readonly unknown[] | undefined => {
  const all = Array.isArray(value) ? value.flat(Number.POSITIVE_INFINITY) : [value];
  const leaves = all.filter((one) => one === null || (one !== undefined && typeof one !== 'object'));
  return leaves.length > 0 ? leaves : undefined;
};

/** Whether any leaf of a member satisfies any of the conditions. */
export const satisfies = (conditions: readonly Condition[], member: unknown): boolean => {
  const leaves = leavesOf(member);
  return conditions.some((condition) => {
    if (typeof condition === 'object' && condition !== null && 'exists' in condition)
      return condition.exists === (leaves !== undefined);
    return leaves?.some((leaf) => holds(condition, leaf)) ?? false;
  });
};

/** Whether a leaf satisfies a condition other than `exists`. */
const holds = (condition: Condition, leaf: unknown): boolean => {
  if (condition === null || typeof condition !== 'object') return condition === leaf;
  if ('anything-but' in condition) return !isExcluded(condition['anything-but'], leaf);
  if ('numeric' in condition) return typeof leaf === 'number' && inRange(condition.numeric, leaf);
  if (typeof leaf !== 'string') return false;
  if ('cidr' in condition) return inBlock(condition.cidr, leaf);
  return textTest(condition as TextCondition)(leaf);
};

type AnythingBut = Extract<Condition, { 'anything-but': unknown }>['anything-but'];

/** What is no text is excluded by no operator on texts: `anything-but` holds of null and numbers. */
const isExcluded = (excluded: AnythingBut, leaf: unknown): boolean => {
  if (typeof excluded !== 'object') return leaf === excluded;
  if (Array.isArray(excluded)) return (excluded as readonly unknown[]).includes(leaf);
  if (typeof leaf !== 'string') return false;
  return Object.entries(excluded).some(([operator, operands]) =>
    [operands as string | string[]].flat().some((operand) => textTest({ [operator]: operand })(leaf)),
  );
};

type TextCondition = Readonly<Record<string, string | { 'equals-ignore-case': string }>>;

/** The operators on texts. */
const textTest = (condition: TextCondition): ((leaf: string) => boolean) => {
  const [[operator, operand] = ['', '']] = Object.entries(condition);
  if (typeof operand === 'object') {
    const lower = textTest({ [operator]: operand['equals-ignore-case'].toLowerCase() });
    return (leaf) => lower(leaf.toLowerCase());
  }
  if (operator === 'prefix') return (leaf) => leaf.startsWith(operand);
  if (operator === 'suffix') return (leaf) => leaf.endsWith(operand);
  if (operator === 'equals-ignore-case') return (leaf) => leaf.toLowerCase() === operand.toLowerCase();
  const expression = wildcardExpression(operand, '*', true);
  return (leaf) => expression.test(leaf);
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

const inBlock = (block: string, value: string): boolean => {
  const [network = '', bits] = block.split('/');
  const family = (address: string) => (isIP(address) === 6 ? 'ipv6' : 'ipv4');
  if (isIP(value) === 0 || family(value) !== family(network)) return false;
  const addresses = new BlockList();
  addresses.addSubnet(network, Number(bits), family(network));
  return addresses.check(value, family(value));
};
