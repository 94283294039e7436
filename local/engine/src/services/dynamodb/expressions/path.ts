import { own } from '../../../kit/own.ts';
import type { AttributeValue, Item } from '../values/attribute-value.ts';
import type { Cursor } from './cursor.ts';
import { isReserved } from './reserved-words.ts';

/** The names of maps' members and the indexes of lists' elements that lead to a value; the first is an attribute's name. */
export type Steps = readonly (string | number)[];

/** A document path as written, its placeholders resolved. */
export interface Path {
  kind: 'path';
  steps: Steps;
  /** The top-level attribute. */
  head: string;
  /** The first placeholder of the path that ExpressionAttributeNames does not define. */
  undefinedName?: string;
}

/** The names that an expression may use and what became of them while it was read. */
export interface Names {
  defined: Readonly<Record<string, string>>;
  used: Set<string>;
  /** The first reserved word used as a name. */
  reserved?: string;
}

const readStep = (
  cursor: Cursor,
  names: Names,
  isKeyword: (word: string) => boolean,
): string | { undefined: string } => {
  const token = cursor.peek();
  if (token.kind === 'name') {
    cursor.take();
    names.used.add(token.text);
    return own(names.defined, token.text) ?? { undefined: token.text };
  }
  if (token.kind !== 'word' || isKeyword(token.text)) throw cursor.syntaxError();
  cursor.take();
  if (names.reserved === undefined && isReserved(token.text)) names.reserved = token.text;
  return token.text;
};

const readIndex = (cursor: Cursor): number => {
  const token = cursor.peek();
  if (token.kind !== 'number') throw cursor.syntaxError();
  cursor.take();
  cursor.expect(']');
  return Number(token.text);
};

/** Reads the rest of a path that starts with `start`, or a whole path. */
export const readPath = (
  cursor: Cursor,
  names: Names,
  isKeyword: (word: string) => boolean = () => false,
  start?: Path,
): Path => {
  const steps: (string | number)[] = start === undefined ? [] : [...start.steps];
  let undefinedName = start?.undefinedName;
  const readName = (): void => {
    const step = readStep(cursor, names, isKeyword);
    steps.push(typeof step === 'string' ? step : step.undefined);
    if (typeof step !== 'string') undefinedName ??= step.undefined;
  };
  if (start === undefined) readName();
  for (;;) {
    if (cursor.skip('.')) readName();
    else if (cursor.skip('[')) steps.push(readIndex(cursor));
    else break;
  }
  const path: Path = { kind: 'path', steps, head: String(steps[0]) };
  return undefinedName === undefined ? path : { ...path, undefinedName };
};

const step = (value: AttributeValue, by: string | number): AttributeValue | undefined => {
  if (typeof by === 'number') return 'L' in value ? value.L[by] : undefined;
  return 'M' in value ? own(value.M, by) : undefined;
};

/** The value that a path leads to, if the item has one. */
export const valueAt = (item: Item, steps: Steps): AttributeValue | undefined => {
  let value = own(item, String(steps[0]));
  for (let i = 1; i < steps.length && value !== undefined; i += 1) {
    const by = steps[i];
    value = by === undefined ? undefined : step(value, by);
  }
  return value;
};

/** A path in the words of DynamoDB's messages. */
export const pathText = (steps: Steps): string =>
  `[${steps.map((by) => (typeof by === 'number' ? `[${by}]` : by)).join(', ')}]`;

export const samePath = (a: Steps, b: Steps): boolean =>
  a.length === b.length && a.every((by, index) => by === b[index]);

const relation = (a: Steps, b: Steps): 'apart' | 'overlap' | 'conflict' => {
  for (let i = 0; i < a.length && i < b.length; i += 1) {
    if (typeof a[i] !== typeof b[i]) return 'conflict';
    if (a[i] !== b[i]) return 'apart';
  }
  return 'overlap';
};

/** What is wrong with paths that may not touch each other: one leads through another (overlap), or one takes for a list what another
 * takes for a map (conflict). */
export const pathsFault = (paths: readonly Path[]): string | undefined => {
  let conflict: string | undefined;
  for (const [index, path] of paths.entries()) {
    for (const earlier of paths.slice(0, index)) {
      const found = relation(earlier.steps, path.steps);
      if (found === 'apart') continue;
      const fault =
        `Two document paths ${found} with each other; must remove or rewrite one of these paths; ` +
        `path one: ${pathText(earlier.steps)}, path two: ${pathText(path.steps)}`;
      if (found === 'overlap') return fault;
      conflict ??= fault;
    }
  }
  return conflict;
};
