import { misusedFunction, reservedWord } from './operand-types.ts';
import type { Path } from './path.ts';
import { type Mentions, Reader } from './reader.ts';
import type { Comparator, Condition, FunctionCall, Operand } from './syntax.ts';

/** A condition and what of its faults does not depend on values. */
export interface ParsedCondition {
  condition: Condition;
  mentions: Mentions;
  fault?: string;
}

const KEYWORDS = ['AND', 'OR', 'NOT', 'BETWEEN', 'IN'];
const FUNCTIONS = ['attribute_exists', 'attribute_not_exists', 'attribute_type', 'begins_with', 'contains', 'size'];
const COMPARATORS: ReadonlySet<string> = new Set<Comparator>(['=', '<>', '<', '<=', '>', '>=']);

type Node = Condition | Operand;

const isOperand = (node: Node): node is Operand =>
  node.kind === 'path' || node.kind === 'value' || node.kind === 'function';

class ConditionParser {
  readonly #reader: Reader;
  #redundantParentheses = false;
  #misusedFunction: string | undefined;

  constructor(member: string, text: string, names: Readonly<Record<string, string>>) {
    this.#reader = new Reader(member, text, names, KEYWORDS, FUNCTIONS);
  }

  parse(): ParsedCondition {
    const condition = this.#condition(this.#or(false));
    this.#reader.cursor.expectEnd();
    const fault = this.#fault();
    return { condition, mentions: this.#reader.mentions, ...(fault === undefined ? {} : { fault }) };
  }

  #fault(): string | undefined {
    const { unknownFunction, reserved } = this.#reader;
    if (this.#redundantParentheses) return 'The expression has redundant parentheses;';
    if (unknownFunction !== undefined) return `Invalid function name; function: ${unknownFunction}`;
    if (this.#misusedFunction !== undefined) return misusedFunction(this.#misusedFunction);
    return reserved === undefined ? undefined : reservedWord(reserved);
  }

  /** A node where only a condition may stand; `size` gives a number, so that it is none. */
  #condition(node: Node): Condition {
    if (node.kind === 'path' || node.kind === 'value') throw this.#reader.cursor.syntaxError();
    if (node.kind === 'function' && node.name === 'size') this.#misusedFunction ??= 'size';
    return node;
  }

  /** `mayBeOperand`: in parentheses, where an operand may stand as well; which of the two it is shows after them. */
  #or(mayBeOperand: boolean): Node {
    return this.#chain('OR', (first) => this.#and(first && mayBeOperand));
  }

  #and(mayBeOperand: boolean): Node {
    return this.#chain('AND', (first) => this.#not(first && mayBeOperand));
  }

  #chain(keyword: 'AND' | 'OR', part: (first: boolean) => Node): Node {
    const { cursor } = this.#reader;
    const first = part(true);
    if (!cursor.atWord(keyword)) return first;
    const parts: Node[] = [first];
    if (first.kind === 'path' || first.kind === 'value') throw cursor.syntaxError();
    while (cursor.skipWord(keyword)) {
      cursor.countOperator();
      parts.push(part(false));
    }
    const conditions = parts.map((node) => this.#condition(node));
    return keyword === 'AND' ? { kind: 'and', parts: conditions } : { kind: 'or', parts: conditions };
  }

  #not(mayBeOperand: boolean): Node {
    const { cursor } = this.#reader;
    if (!cursor.skipWord('NOT')) return this.#comparison(mayBeOperand);
    cursor.countOperator();
    return { kind: 'not', part: this.#condition(cursor.nested(() => this.#not(false))) };
  }

  #comparison(mayBeOperand: boolean): Node {
    const { cursor } = this.#reader;
    const left = this.#term();
    if (!isOperand(left)) return left;
    const token = cursor.peek();
    if (token.kind === 'operator' && COMPARATORS.has(token.text)) return this.#compare(left, token.text as Comparator);
    if (cursor.skipWord('BETWEEN')) return this.#between(left);
    if (cursor.skipWord('IN')) {
      cursor.countOperator();
      const list = this.#reader.list(() => this.#operand());
      this.#onlySize([left, ...list]);
      return { kind: 'in', operand: left, list };
    }
    if (left.kind === 'function' || (mayBeOperand && cursor.at(')'))) return left;
    throw cursor.syntaxError();
  }

  #compare(left: Operand, operator: Comparator): Condition {
    this.#reader.cursor.take();
    this.#reader.cursor.countOperator();
    const right = this.#operand();
    this.#onlySize([left, right]);
    return { kind: 'compare', operator, left, right };
  }

  #between(operand: Operand): Condition {
    const { cursor } = this.#reader;
    cursor.countOperator();
    const lower = this.#operand();
    if (!cursor.skipWord('AND')) throw cursor.syntaxError();
    const upper = this.#operand();
    this.#onlySize([operand, lower, upper]);
    return { kind: 'between', operand, lower, upper };
  }

  /** An operand, or anything in parentheses. */
  #term(): Node {
    const { cursor } = this.#reader;
    if (!cursor.at('(')) return this.#call(this.#reader.operand(() => this.#operand()));
    const node = this.#parenthesized(() => this.#or(true));
    return node.kind === 'path' ? this.#rest(node) : node;
  }

  #operand(): Operand {
    const { cursor } = this.#reader;
    if (!cursor.at('(')) return this.#call(this.#reader.operand(() => this.#operand()));
    const operand = this.#parenthesized(() => this.#operand());
    return operand.kind === 'path' ? this.#rest(operand) : operand;
  }

  #call(operand: Operand): Operand {
    if (operand.kind === 'function') this.#onlySize(operand.args);
    return operand;
  }

  #parenthesized<T>(read: () => T): T {
    const { cursor } = this.#reader;
    return cursor.nested(() => {
      cursor.expect('(');
      const twice = cursor.at('(');
      const before = cursor.position;
      const result = read();
      if (twice && cursor.closedAt(before)) this.#redundantParentheses = true;
      cursor.expect(')');
      return result;
    });
  }

  /** A path that begins in parentheses goes on after them. */
  #rest(start: Path): Path {
    const { cursor } = this.#reader;
    return cursor.at('.') || cursor.at('[') ? this.#reader.path(start) : start;
  }

  /** `size` is the only function that gives an operand. */
  #onlySize(operands: readonly Operand[]): void {
    const misused = operands.find(
      (operand): operand is FunctionCall => operand.kind === 'function' && operand.name !== 'size',
    );
    if (misused !== undefined) this.#misusedFunction ??= misused.name;
  }
}

/** Reads a condition, filter or key condition; throws for wrong syntax.
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Expressions.OperatorsAndFunctions.html */
export const parseCondition = (
  member: string,
  text: string,
  names: Readonly<Record<string, string>>,
): ParsedCondition => new ConditionParser(member, text, names).parse();
