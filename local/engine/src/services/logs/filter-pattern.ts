import { AwsError } from '../../aws-error.ts';
import { wildcardExpression } from '../../kit/wildcards.ts';

/** Whether a message matches. */
export type Matches = (message: string) => boolean;

/** Filter patterns: plain terms (all must occur, `-term` must not, of `?term`s one must) and JSON comparisons joined by `&&`.
 * Anything else is refused.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/FilterAndPatternSyntax.html */
export const compileFilterPattern = (pattern: string): Matches => {
  const text = pattern.trim();
  if (text === '') return () => true;
  if (text.startsWith('{')) return compileJson(text);
  if (text.startsWith('[') || text.includes('%')) throw refused(pattern);
  return compileTerms(text);
};

const refused = (pattern: string): AwsError =>
  new AwsError('InvalidParameterException', `Filter pattern ${pattern} is not valid, or not emulated`);

const compileTerms = (text: string): Matches => {
  const terms = [...text.matchAll(/([?-]?)(?:"((?:[^"\\]|\\.)*)"|(\S+))/g)].map(([, sign, quoted, plain]) => ({
    sign,
    term: quoted?.replace(/\\(.)/g, '$1') ?? plain ?? '',
  }));
  const any = terms.filter(({ sign }) => sign === '?');
  return (message) =>
    terms.every(({ sign, term }) => sign === '?' || message.includes(term) === (sign !== '-')) &&
    (any.length === 0 || any.some(({ term }) => message.includes(term)));
};

const COMPARISON = /^\$\.([\w.-]+)\s*(=|!=|<=|>=|<|>)\s*(?:"([^"]*)"|(\S+))$/;

const withoutParentheses = (part: string): string =>
  part
    .trim()
    .replace(/^\((.*)\)$/s, '$1')
    .trim();

const compileJson = (text: string): Matches => {
  const inside = /^\{(.*)\}$/s.exec(text)?.[1] ?? '';
  const tests = inside.split('&&').map((part) => {
    const [, path, operator, quoted, plain] = COMPARISON.exec(withoutParentheses(part)) ?? [];
    if (!path || !operator) throw refused(text);
    return compare(path.split('.'), operator, quoted ?? plain ?? '');
  });
  return (message) => {
    const value = parse(message);
    return value !== undefined && tests.every((test) => test(value));
  };
};

const compare = (path: readonly string[], operator: string, expected: string): ((value: unknown) => boolean) => {
  const pattern = wildcardExpression(expected, '*');
  return (value) => {
    let found: unknown = value;
    for (const key of path) found = found !== null && typeof found === 'object' ? Reflect.get(found, key) : undefined;
    if (found === undefined) return false;
    if (operator === '=') return pattern.test(String(found));
    if (operator === '!=') return !pattern.test(String(found));
    const [left, right] = [Number(found), Number(expected)];
    if (operator === '<') return left < right;
    if (operator === '>') return left > right;
    return operator === '<=' ? left <= right : left >= right;
  };
};

const parse = (message: string): unknown => {
  try {
    return JSON.parse(message);
  } catch {
    return undefined;
  }
};
