import type { ChoiceRule } from './definition.ts';

/** Members of a JSONPath rule that are no comparison. */
const NO_COMPARISON = new Set(['Variable', 'Next', 'Comment', 'Condition', 'Assign', 'Output', 'And', 'Or', 'Not']);

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

/** `StringEquals` as people say it: `string equals`. */
const spaced = (name: string): string => name.replaceAll(/(?<=[a-z])(?=[A-Z])/g, ' ').toLowerCase();

const listOf = (rules: unknown, word: string): string =>
  Array.isArray(rules) ? rules.map((rule) => (isObject(rule) ? sayRule(rule) : '')).join(` ${word} `) : '';

/** A comparison of the JSONPath language: `$.total > ...` is `{ Variable, NumericGreaterThan }` there. */
const sayRule = (rule: Record<string, unknown>): string => {
  if (rule.And !== undefined) return listOf(rule.And, 'and');
  if (rule.Or !== undefined) return listOf(rule.Or, 'or');
  if (isObject(rule.Not)) return `not ${sayRule(rule.Not)}`;
  const [comparison] = Object.entries(rule).filter(([name]) => !NO_COMPARISON.has(name));
  return [rule.Variable, ...(comparison ? [spaced(comparison[0]), JSON.stringify(comparison[1])] : [])].join(' ');
};

/** When a rule of a Choice state applies, in words or as its expression. */
export const sayCondition = (rule: ChoiceRule): string => {
  if (rule.Comment) return rule.Comment;
  if (rule.Condition !== undefined) return String(rule.Condition).replaceAll(/^\{%\s*|\s*%\}$/g, '');
  return sayRule(rule);
};
