import type * as z from 'zod';
import { type Condition, satisfies } from './conditions.ts';

/** A filter policy of SNS or an event pattern of EventBridge, read: every member must match, and one of each `$or`. */
export interface Pattern {
  readonly conditions: ReadonlyMap<string, readonly Condition[]>;
  /** Patterns for the objects inside it. */
  readonly nested: ReadonlyMap<string, Pattern>;
  readonly alternatives: readonly (readonly Pattern[])[];
}

/** In what the two languages differ. */
export interface PatternLanguage {
  readonly condition: z.ZodType<Condition>;
  /** Whether a key `a.b` is `b` within `a`. */
  readonly dotted: boolean;
  /** The error that tells what is wrong with a pattern. */
  refuse(reason: string): Error;
}

interface Draft extends Pattern {
  readonly conditions: Map<string, readonly Condition[]>;
  readonly nested: Map<string, Draft>;
  readonly alternatives: (readonly Pattern[])[];
}

/** Nobody writes deeper; a limit keeps a hostile pattern from exhausting the stack. */
const DEEPEST = 20;
const OPERATORS = ['exists', 'prefix', 'suffix', 'equals-ignore-case', 'cidr', 'numeric', 'anything-but', 'wildcard'];

/** Reads a pattern; throws what the language refuses with. */
export const readPattern = (value: unknown, language: PatternLanguage): Pattern => {
  const pattern = draft();
  readInto(pattern, value, language, 1);
  return pattern;
};

const draft = (): Draft => ({ conditions: new Map(), nested: new Map(), alternatives: [] });

const readInto = (pattern: Draft, value: unknown, language: PatternLanguage, depth: number): void => {
  const { refuse } = language;
  if (!isObject(value)) throw refuse('it must be an object');
  if (depth > DEEPEST) throw refuse('it is nested too deep');
  for (const [key, child] of Object.entries(value)) {
    if (isOr(key, child)) {
      pattern.alternatives.push(
        child.map((branch) => {
          const alternative = draft();
          readInto(alternative, branch, language, depth + 1);
          return alternative;
        }),
      );
      continue;
    }
    const [last = '', ...outer] = (language.dotted ? key.split('.') : [key]).toReversed();
    const within = outer.reduceRight(inner, pattern);
    if (Array.isArray(child)) within.conditions.set(last, readConditions(key, child, language));
    else if (isObject(child)) readInto(inner(within, last), child, language, depth + 1);
    else throw refuse(`"${key}" must be an object or an array`);
  }
};

const inner = (pattern: Draft, key: string): Draft => {
  const existing = pattern.nested.get(key) ?? draft();
  pattern.nested.set(key, existing);
  return existing;
};

const readConditions = (
  key: string,
  list: readonly unknown[],
  { condition, refuse }: PatternLanguage,
): readonly Condition[] => {
  if (list.length === 0) throw refuse(`Empty arrays are not allowed: "${key}"`);
  return list.map((item) => {
    const parsed = condition.safeParse(item);
    if (!parsed.success) throw refuse(`Unrecognized match type or value ${JSON.stringify(item)}`);
    return parsed.data;
  });
};

/** `$or` is an operator when it holds two or more objects, none of which is a condition; else it is a key.
 * https://docs.aws.amazon.com/sns/latest/dg/and-or-logic.html */
const isOr = (key: string, value: unknown): value is readonly Record<string, unknown>[] =>
  key === '$or' &&
  Array.isArray(value) &&
  value.length > 1 &&
  value.every((branch) => isObject(branch) && !Object.keys(branch).some((name) => OPERATORS.includes(name)));

/** Whether what `lookup` finds matches. */
export const matchesPattern = (
  { conditions, nested, alternatives }: Pattern,
  lookup: (key: string) => unknown,
): boolean => {
  for (const [key, wanted] of conditions) if (!satisfies(wanted, lookup(key))) return false;
  for (const [key, pattern] of nested) if (!matchesWithin(pattern, lookup(key))) return false;
  return alternatives.every((branches) => branches.some((branch) => matchesPattern(branch, lookup)));
};

/** Whether a JSON object matches; its dotted keys are members of members too. */
export const matchesObject = (pattern: Pattern, object: unknown): boolean =>
  matchesPattern(pattern, (key) => (isObject(object) ? read(object, key) : undefined));

/** One element of an array of objects has to match as a whole.
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-event-patterns-arrays.html */
const matchesWithin = (pattern: Pattern, value: unknown): boolean =>
  Array.isArray(value) ? value.some((item) => matchesWithin(pattern, item)) : matchesObject(pattern, value);

const read = (object: Readonly<Record<string, unknown>>, key: string): unknown => {
  const plain = Object.hasOwn(object, key) ? object[key] : undefined;
  const start = `${key}.`;
  const dotted = Object.entries(object).filter(([name]) => name.startsWith(start));
  if (dotted.length === 0) return plain;
  const members: Record<string, unknown> = Object.create(null);
  if (isObject(plain)) Object.assign(members, plain);
  for (const [name, value] of dotted) members[name.slice(start.length)] = value;
  return plain === undefined || isObject(plain) ? members : [plain, members];
};

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
