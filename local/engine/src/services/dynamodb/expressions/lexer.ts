import { AwsError } from '../../../aws-error.ts';

/** A word, a placeholder, a number, an operator, or a character that no expression has. */
export interface Token {
  kind: 'word' | 'name' | 'value' | 'number' | 'operator' | 'other' | 'end';
  text: string;
  start: number;
  end: number;
}

const WHITESPACE = /[ \t\r\n]*/y;
const PATTERNS: readonly [Token['kind'], RegExp][] = [
  ['word', /[A-Za-z][A-Za-z0-9_]*/y],
  ['name', /#[A-Za-z0-9_]+/y],
  ['value', /:[A-Za-z0-9_]+/y],
  ['number', /[0-9]+/y],
  ['operator', /<>|<=|>=|[=<>()[\],.+-]/y],
  ['other', /./suy],
];

/** A fault of an expression as the whole request's fault: `fault` is what DynamoDB says after the member's name. */
export const invalidExpression = (member: string, fault: string): AwsError =>
  new AwsError('ValidationException', `Invalid ${member}: ${fault}`);

/** The tokens of an expression, the last of kind `end`. */
export const tokens = (text: string): Token[] => {
  const found: Token[] = [];
  let at = 0;
  for (;;) {
    WHITESPACE.lastIndex = at;
    at += WHITESPACE.exec(text)?.[0].length ?? 0;
    const token = next(text, at);
    if (token === undefined) break;
    found.push(token);
    at = token.end;
  }
  found.push({ kind: 'end', text: '<EOF>', start: text.length, end: text.length });
  return found;
};

const next = (text: string, start: number): Token | undefined => {
  for (const [kind, pattern] of PATTERNS) {
    pattern.lastIndex = start;
    const match = pattern.exec(text)?.[0];
    if (match !== undefined) return { kind, text: match, start, end: start + match.length };
  }
  return undefined;
};
