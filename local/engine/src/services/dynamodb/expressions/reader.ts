import { Cursor } from './cursor.ts';
import { type Names, type Path, readPath } from './path.ts';
import type { Operand, ValueReference } from './syntax.ts';

/** What an expression names, besides what it means. */
export interface Mentions {
  names: ReadonlySet<string>;
  values: ReadonlySet<string>;
  /** The top-level attributes. */
  topLevel: ReadonlySet<string>;
  /** Those of them that are named with a path into them. */
  nested: ReadonlySet<string>;
}

/** Reads the operands that every kind of expression shares, and notes what they mention. */
export class Reader {
  readonly cursor: Cursor;
  readonly #isKeyword: (word: string) => boolean;
  readonly #functions: ReadonlySet<string>;
  readonly #names: Names;
  readonly #values = new Set<string>();
  readonly #topLevel = new Set<string>();
  readonly #nested = new Set<string>();
  /** The first function that there is none of. */
  unknownFunction: string | undefined;

  constructor(
    member: string,
    text: string,
    names: Readonly<Record<string, string>>,
    keywords: readonly string[] = [],
    functions: readonly string[] = [],
  ) {
    this.cursor = new Cursor(member, text);
    const words = new Set(keywords);
    this.#isKeyword = (word) => words.has(word.toUpperCase());
    this.#functions = new Set(functions);
    this.#names = { defined: names, used: new Set() };
  }

  get reserved(): string | undefined {
    return this.#names.reserved;
  }

  get mentions(): Mentions {
    return { names: this.#names.used, values: this.#values, topLevel: this.#topLevel, nested: this.#nested };
  }

  /** A document path; `start` is one that stood in parentheses before it. */
  path(start?: Path): Path {
    const path = readPath(this.cursor, this.#names, this.#isKeyword, start);
    this.#topLevel.add(path.head);
    if (path.steps.length > 1) this.#nested.add(path.head);
    return path;
  }

  value(): ValueReference {
    const token = this.cursor.peek();
    if (token.kind !== 'value') throw this.cursor.syntaxError();
    this.cursor.take();
    this.#values.add(token.text);
    return { kind: 'value', name: token.text };
  }

  /** A function, a value or a path; `argument` reads one argument of a function. */
  operand(argument: () => Operand): Operand {
    const token = this.cursor.peek();
    if (token.kind === 'value') return this.value();
    const follows = this.cursor.peek(1);
    const calls = follows.kind === 'operator' && follows.text === '(';
    if (token.kind !== 'word' || !calls || this.#isKeyword(token.text)) return this.path();
    this.cursor.take();
    this.cursor.countOperator();
    const args = this.list(argument);
    if (!this.#functions.has(token.text)) this.unknownFunction ??= token.text;
    return { kind: 'function', name: token.text, args };
  }

  /** What stands between parentheses, separated by commas. */
  list(element: () => Operand): Operand[] {
    return this.cursor.nested(() => {
      this.cursor.expect('(');
      const elements = [element()];
      while (this.cursor.skip(',')) elements.push(element());
      this.cursor.expect(')');
      return elements;
    });
  }
}
