import { type Condition, condition } from '../../../kit/conditions.ts';
import { invalidParameter } from '../errors.ts';

/** A filter policy, read: every key must match, and one of the alternatives of each `$or`. */
export interface FilterPolicy {
  readonly conditions: readonly (readonly [string, readonly Condition[]])[];
  /** Of a message body: policies for the objects inside it. */
  readonly nested: readonly (readonly [string, FilterPolicy])[];
  readonly alternatives: readonly (readonly FilterPolicy[])[];
}

export type FilterScope = 'MessageAttributes' | 'MessageBody';

const OPERATORS = ['exists', 'prefix', 'suffix', 'equals-ignore-case', 'cidr', 'numeric', 'anything-but'];
/** https://docs.aws.amazon.com/sns/latest/dg/subscription-filter-policy-constraints.html */
const LIMITS = { keys: 5, combinations: 150 };

/** Reads a filter policy from its JSON; throws InvalidParameter that says what is wrong with it. */
export const parseFilterPolicy = (json: string, scope: FilterScope): FilterPolicy => {
  const policy = readPolicy(parseJson(json), scope, 1);
  if (keysOf(policy) > LIMITS.keys) throw refuse(`Filter policy can not have more than ${LIMITS.keys} keys`);
  if (combinations(policy, 1) > LIMITS.combinations) throw refuse('Filter policy is too complex');
  return policy;
};

const parseJson = (json: string): unknown => {
  try {
    return JSON.parse(json);
  } catch {
    throw refuse('failed to parse JSON');
  }
};

const readPolicy = (value: unknown, scope: FilterScope, depth: number): FilterPolicy => {
  if (!isObject(value)) throw refuse('it must be an object');
  if (depth > 1 && scope === 'MessageAttributes') {
    throw invalidParameter('Filter policy scope MessageAttributes does not support nested filter policy');
  }
  if (depth > 20) throw refuse('it is nested too deep');
  const entries = Object.entries(value);
  const plain = entries.filter(([key, child]) => !isOr(key, child));
  return {
    conditions: plain.flatMap(([key, child]) => (Array.isArray(child) ? [[key, readConditions(child)] as const] : [])),
    nested: plain.flatMap(([key, child]) =>
      Array.isArray(child) ? [] : [[key, readPolicy(child, scope, depth + 1)] as const],
    ),
    alternatives: entries
      .filter(([key, child]) => isOr(key, child))
      .map(([, child]) => (child as unknown[]).map((branch) => readPolicy(branch, scope, depth))),
  };
};

const readConditions = (list: readonly unknown[]): readonly Condition[] => {
  if (list.length === 0) throw refuse('Empty arrays are not allowed');
  return list.map((item) => {
    const parsed = condition.safeParse(item);
    if (!parsed.success) throw refuse(`Unrecognized match type or value ${JSON.stringify(item)}`);
    return parsed.data;
  });
};

/** `$or` is an operator when it holds two or more objects, none of which is a condition; else it is a key.
 * https://docs.aws.amazon.com/sns/latest/dg/and-or-logic.html */
const isOr = (key: string, value: unknown): boolean =>
  key === '$or' &&
  Array.isArray(value) &&
  value.length > 1 &&
  value.every((branch) => isObject(branch) && !Object.keys(branch).some((name) => OPERATORS.includes(name)));

const keysOf = ({ conditions, nested, alternatives }: FilterPolicy): number =>
  conditions.length + nested.length + alternatives.flat().reduce((sum, branch) => sum + keysOf(branch), 0);

/** Values multiplied over the keys, each counted as often as it is nested deep. */
const combinations = ({ conditions, nested, alternatives }: FilterPolicy, depth: number): number => {
  const factors = [
    ...conditions.map(([, values]) => values.length * depth),
    ...nested.map(([, policy]) => combinations(policy, depth + 1)),
    ...alternatives.map((branches) => branches.reduce((sum, branch) => sum + combinations(branch, depth), 0)),
  ];
  return factors.reduce((product, factor) => product * factor, 1);
};

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const refuse = (reason: string) => invalidParameter(`FilterPolicy: ${reason}`);
