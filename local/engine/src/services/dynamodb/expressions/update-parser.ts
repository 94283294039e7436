import { reservedWord, undefinedName } from './operand-types.ts';
import { pathsFault } from './path.ts';
import { type Mentions, Reader } from './reader.ts';
import type { Action, Operand, SetValue } from './syntax.ts';

/** An update's actions in the order written, and what of its faults does not depend on values. */
export interface ParsedUpdate {
  actions: readonly Action[];
  mentions: Mentions;
  fault?: string;
  /** What is wrong with the paths together; told after undefined values. */
  pathsFault?: string;
}

const SECTIONS = ['SET', 'REMOVE', 'ADD', 'DELETE'] as const;
const FUNCTIONS = ['if_not_exists', 'list_append'];

type Section = (typeof SECTIONS)[number];

class UpdateParser {
  readonly #reader: Reader;
  readonly #actions: Action[] = [];
  #repeatedSection: string | undefined;

  constructor(text: string, names: Readonly<Record<string, string>>) {
    this.#reader = new Reader('UpdateExpression', text, names, SECTIONS, FUNCTIONS);
  }

  parse(): ParsedUpdate {
    const { cursor } = this.#reader;
    const seen = new Set<Section>();
    do {
      const section = SECTIONS.find((name) => cursor.skipWord(name));
      if (section === undefined) throw cursor.syntaxError();
      if (seen.has(section)) this.#repeatedSection ??= section;
      seen.add(section);
      do this.#actions.push(this.#action(section));
      while (cursor.skip(','));
    } while (cursor.peek().kind !== 'end');
    cursor.expectEnd();
    const fault = this.#fault();
    const together = pathsFault(this.#actions.map((action) => action.path));
    return {
      actions: this.#actions,
      mentions: this.#reader.mentions,
      ...(fault === undefined ? {} : { fault }),
      ...(together === undefined ? {} : { pathsFault: together }),
    };
  }

  #fault(): string | undefined {
    const { reserved, unknownFunction } = this.#reader;
    if (reserved !== undefined) return reservedWord(reserved);
    if (unknownFunction !== undefined) return `Invalid function name; function: ${unknownFunction}`;
    if (this.#repeatedSection !== undefined) {
      return `The "${this.#repeatedSection}" section can only be used once in an update expression;`;
    }
    return undefinedName(this.#actions.flatMap(undefinedNames)[0]);
  }

  #action(kind: Section): Action {
    const path = this.#reader.path();
    if (kind === 'REMOVE') return { kind, path };
    if (kind !== 'SET') return { kind, path, value: this.#reader.value() };
    this.#reader.cursor.expect('=');
    return { kind, path, value: this.#setValue() };
  }

  #setValue(): SetValue {
    const { cursor } = this.#reader;
    const left = cursor.at('(') ? this.#parenthesized(() => this.#setValue()) : this.#operand();
    if (left.kind === 'arithmetic' || !(cursor.at('+') || cursor.at('-'))) return left;
    const operator = cursor.take().text === '+' ? '+' : '-';
    cursor.countOperator();
    return { kind: 'arithmetic', operator, left, right: this.#operand() };
  }

  #operand(): Operand {
    if (this.#reader.cursor.at('(')) return this.#parenthesized(() => this.#operand());
    return this.#reader.operand(() => this.#operand());
  }

  #parenthesized<T>(read: () => T): T {
    const { cursor } = this.#reader;
    return cursor.nested(() => {
      cursor.expect('(');
      const result = read();
      cursor.expect(')');
      return result;
    });
  }
}

const undefinedNames = (action: Action): string[] => {
  const ofPath = action.path.undefinedName === undefined ? [] : [action.path.undefinedName];
  return action.kind === 'SET' ? [...ofPath, ...undefinedInValue(action.value)] : ofPath;
};

const undefinedInValue = (value: SetValue): string[] => {
  if (value.kind === 'path') return value.undefinedName === undefined ? [] : [value.undefinedName];
  if (value.kind === 'value') return [];
  return (value.kind === 'arithmetic' ? [value.left, value.right] : value.args).flatMap(undefinedInValue);
};

/** Reads an update expression; throws for wrong syntax.
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Expressions.UpdateExpressions.html */
export const parseUpdate = (text: string, names: Readonly<Record<string, string>>): ParsedUpdate =>
  new UpdateParser(text, names).parse();
