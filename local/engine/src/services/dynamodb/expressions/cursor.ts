import type { AwsError } from '../../../aws-error.ts';
import { invalidExpression, type Token, tokens } from './lexer.ts';

/** DynamoDB allows 300 operators and functions in an expression.
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Constraints.html */
const MAX_OPERATORS = 300;
/** So deep no expression of 300 operators goes without redundant parentheses; it keeps the parser's stack bounded. */
const MAX_DEPTH = 400;

/** The place in an expression that a parser has come to. */
export class Cursor {
  readonly #member: string;
  readonly #text: string;
  readonly #tokens: readonly Token[];
  #at = 0;
  #depth = 0;
  #operators = 0;

  constructor(member: string, text: string) {
    this.#member = member;
    this.#text = text;
    this.#tokens = tokens(text);
  }

  peek(ahead = 0): Token {
    const token = this.#tokens[Math.min(this.#at + ahead, this.#tokens.length - 1)];
    if (token === undefined) throw new RangeError('an expression without an end');
    return token;
  }

  take(): Token {
    const token = this.peek();
    this.#at += 1;
    return token;
  }

  /** Whether the next token is this operator. */
  at(operator: string): boolean {
    const token = this.peek();
    return token.kind === 'operator' && token.text === operator;
  }

  /** Whether the next token is this keyword, which is given in capitals and written in any case. */
  atWord(keyword: string): boolean {
    const token = this.peek();
    return token.kind === 'word' && token.text.toUpperCase() === keyword;
  }

  skip(operator: string): boolean {
    const found = this.at(operator);
    if (found) this.#at += 1;
    return found;
  }

  skipWord(keyword: string): boolean {
    const found = this.atWord(keyword);
    if (found) this.#at += 1;
    return found;
  }

  expect(operator: string): void {
    if (!this.skip(operator)) throw this.syntaxError();
  }

  expectEnd(): void {
    if (this.peek().kind !== 'end') throw this.syntaxError();
    if (this.#operators > MAX_OPERATORS) {
      throw this.invalid(`The expression contains too many operators; operator count: ${this.#operators}`);
    }
  }

  /** How many tokens were taken; `closedAt` tells of a parenthesis at such a place whether the one just taken closes it. */
  get position(): number {
    return this.#at;
  }

  closedAt(opened: number): boolean {
    let open = 0;
    for (let at = opened; at < this.#at; at += 1) {
      const token = this.#tokens[at];
      if (token?.kind !== 'operator') continue;
      if (token.text === '(') open += 1;
      if (token.text === ')') open -= 1;
      if (open === 0) return at === this.#at - 1;
    }
    return false;
  }

  countOperator(): void {
    this.#operators += 1;
  }

  /** Reads what stands between two parentheses. */
  nested<T>(read: () => T): T {
    this.#depth += 1;
    if (this.#depth > MAX_DEPTH) throw this.syntaxError();
    const result = read();
    this.#depth -= 1;
    return result;
  }

  invalid(fault: string): AwsError {
    return invalidExpression(this.#member, fault);
  }

  /** The next token does not belong here; DynamoDB shows it between its neighbours. */
  syntaxError(): AwsError {
    const token = this.peek();
    const before = this.#tokens[this.#at - 1] ?? token;
    const after = this.peek(1);
    const near =
      token.kind === 'end'
        ? this.#text.slice(before.start, before.end)
        : this.#text.slice(before.start, after.kind === 'end' ? token.end : after.end);
    return this.invalid(`Syntax error; token: "${token.text}", near: "${near}"`);
  }
}
