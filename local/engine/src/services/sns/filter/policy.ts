import { filterCondition } from '../../../kit/conditions.ts';
import { type Pattern, type PatternLanguage, readPattern } from '../../../kit/pattern.ts';
import { invalidParameter } from '../errors.ts';

export type FilterScope = 'MessageAttributes' | 'MessageBody';

/** https://docs.aws.amazon.com/sns/latest/dg/subscription-filter-policy-constraints.html */
const LIMITS = { keys: 5, combinations: 150 };

/** Reads a filter policy from its JSON; throws InvalidParameter that says what is wrong with it. */
export const parseFilterPolicy = (json: string, scope: FilterScope): Pattern => {
  const policy = readPattern(parseJson(json), languages[scope]);
  if (scope === 'MessageAttributes' && isNested(policy)) {
    throw invalidParameter('Filter policy scope MessageAttributes does not support nested filter policy');
  }
  if (keysOf(policy) > LIMITS.keys) throw refuse(`Filter policy can not have more than ${LIMITS.keys} keys`);
  if (combinations(policy, 1) > LIMITS.combinations) throw refuse('Filter policy is too complex');
  return policy;
};

const refuse = (reason: string) => invalidParameter(`FilterPolicy: ${reason}`);
const language = { condition: filterCondition, refuse };
/** An attribute's name may have dots in it. */
const languages: Readonly<Record<FilterScope, PatternLanguage>> = {
  MessageAttributes: { ...language, dotted: false },
  MessageBody: { ...language, dotted: true },
};

const parseJson = (json: string): unknown => {
  try {
    return JSON.parse(json);
  } catch {
    throw refuse('failed to parse JSON');
  }
};

const isNested = ({ nested, alternatives }: Pattern): boolean => nested.size > 0 || alternatives.flat().some(isNested);

const keysOf = ({ conditions, nested, alternatives }: Pattern): number =>
  conditions.size + [...nested.values(), ...alternatives.flat()].reduce((sum, within) => sum + keysOf(within), 0);

/** Values multiplied over the keys, each counted as often as it is nested deep. */
const combinations = ({ conditions, nested, alternatives }: Pattern, depth: number): number => {
  const factors = [
    ...[...conditions.values()].map((values) => values.length * depth),
    ...[...nested.values()].map((policy) => combinations(policy, depth + 1)),
    ...alternatives.map((branches) => branches.reduce((sum, branch) => sum + combinations(branch, depth), 0)),
  ];
  return factors.reduce((product, factor) => product * factor, 1);
};
