import * as fc from 'fast-check';
import type { Json } from '../../light-dynamodb.ts';
import { CONVENTION, kindOf, type TableShape } from './tables.ts';
import { type Kind, mostly, type Value } from './values.ts';

/** The placeholders of a request while its expressions are written. */
interface Placeholders {
  name(attribute: string): string;
  value(value: Value): string;
}

/** A piece of an expression, which is written once the request's placeholders are there. */
export type Text = (placeholders: Placeholders) => string;

/** A path and the type of what it mostly leads to. */
export interface Path {
  readonly text: Text;
  readonly kind: Kind;
}

/** Texts one after the other. */
export const join = (...parts: readonly (Text | string)[]): Text => {
  return (placeholders) => parts.map((part) => (typeof part === 'string' ? part : part(placeholders))).join('');
};

/** Paths inside of what items hold, as far as their types go. */
const INNER: readonly (readonly [readonly (string | number)[], Kind])[] = [
  [['m', 'x'], 'N'],
  [['m', 'y'], 'S'],
  [['m', 'l'], 'L'],
  [['m', 'l', 0], 'N'],
  [['m', 'z', 'x'], 'N'],
  [['m', 'q'], 'N'],
  [['l', 0], 'N'],
  [['l', 1], 'S'],
  [['l', 9], 'S'],
  [['c', 'x'], 'N'],
  [['nope', 'x'], 'N'],
];

const MUST_STAND_FOR = new Set(['status', 'count']);

const written = (steps: readonly (string | number)[], placeheld: boolean): Text =>
  join(
    ...steps.map((step, index): Text | string => {
      if (typeof step === 'number') return `[${step}]`;
      const dot = index === 0 ? '' : '.';
      return placeheld || MUST_STAND_FOR.has(step) ? ({ name }) => dot + name(step) : dot + step;
    }),
  );

/** Paths to keys (rarely), to what items hold by convention, and to what they never hold. */
export const pathIn = (table: TableShape): fc.Arbitrary<Path> => {
  const top = (names: readonly string[]) =>
    fc.constantFrom(...names).map((name) => ({ steps: [name] as (string | number)[], kind: kindOf(table, name) }));
  return fc
    .tuple(
      fc.oneof(
        { weight: 8, arbitrary: top(Object.keys(CONVENTION)) },
        { weight: 5, arbitrary: top(['a', 'b', 'd', 'g1', 'g2']) },
        { weight: 5, arbitrary: fc.constantFrom(...INNER).map(([steps, kind]) => ({ steps: [...steps], kind })) },
        { weight: 1, arbitrary: top(['nope', 'new']) },
      ),
      fc.integer({ min: 0, max: 3 }),
    )
    .map(([{ steps, kind }, style]) => ({ text: written(steps, style === 0), kind }));
};

/** Paths to the table's own keys. */
export const keyPathIn = (table: TableShape): fc.Arbitrary<Path> =>
  fc
    .tuple(fc.constantFrom(table.hash, table.range ?? table.hash), fc.boolean())
    .map(([name, placeheld]) => ({ text: written([name], placeheld), kind: kindOf(table, name) }));

/** A value's placeholder. */
export const valueLike = (kind: Kind): fc.Arbitrary<Text> =>
  mostly(kind).map(
    (value): Text =>
      (placeholders) =>
        placeholders.value(value),
  );

/** What may go wrong with a text or its placeholders. */
const MISTAKES = [
  'a name that is not used',
  'a value that is not used',
  'a name that is not defined',
  'a value that is not defined',
  'a name without its sign',
  'a value without its sign',
  'an empty map of names',
  'an empty map of values',
  'a word that is reserved',
  'an empty text',
  'a text cut off',
  'a sign that has no meaning',
  'a parenthesis too many',
  'an operator twice',
  'another case',
  'space of other kinds',
  'redundant parentheses',
] as const;
type Mistake = (typeof MISTAKES)[number];

/** The expressions of one request, by member. */
export type Members = Readonly<Record<string, Text>>;

/** Members of a request that are expressions, with the maps of their placeholders, now and then with a mistake. */
const writtenOut = (members: Members, mistake: Mistake | undefined, at: number): Json => {
  const names: Record<string, string> = {};
  const values: Record<string, Value> = {};
  const placeholders: Placeholders = {
    name: (attribute) => {
      // A placeholder may be used more than once.
      names[`#${attribute}`] = attribute;
      return `#${attribute}`;
    },
    value: (value) => {
      const key = `:v${Object.keys(values).length}`;
      values[key] = value;
      return key;
    },
  };
  const texts = Object.fromEntries(
    Object.entries(members).map(([member, text]) => [member, text(placeholders)] as const),
  );
  const written: Written = { texts, names, values };
  if (mistake) mistaken(written, mistake, at);
  const isThere = (map: object, empty: Mistake): boolean => Object.keys(map).length > 0 || mistake === empty;
  return {
    ...written.texts,
    ...(isThere(names, 'an empty map of names') && { ExpressionAttributeNames: names }),
    ...(isThere(values, 'an empty map of values') && { ExpressionAttributeValues: values }),
  };
};

interface Written {
  readonly texts: Record<string, string>;
  readonly names: Record<string, string>;
  readonly values: Record<string, Value>;
}

const mistaken = ({ texts, names, values }: Written, mistake: Mistake, at: number): void => {
  const member = Object.keys(texts)[at % Object.keys(texts).length];
  const rewrite = (change: (text: string) => string): void => {
    if (member !== undefined) texts[member] = change(texts[member] ?? '');
  };
  const some = (map: object): string | undefined => Object.keys(map)[at % Math.max(1, Object.keys(map).length)];
  const cut = (text: string): number => at % Math.max(1, text.length);
  const changes: Readonly<Record<Mistake, () => unknown>> = {
    'a name that is not used': () => Object.assign(names, { '#unused': 'b' }),
    'a value that is not used': () => Object.assign(values, { ':unused': { S: 'a' } }),
    'a name that is not defined': () => void delete names[some(names) ?? ''],
    'a value that is not defined': () => void delete values[some(values) ?? ''],
    'a name without its sign': () => Object.assign(names, { plain: 'b' }),
    'a value without its sign': () => Object.assign(values, { plain: { S: 'a' } }),
    'an empty map of names': () => {},
    'an empty map of values': () => {},
    'a word that is reserved': () => rewrite((text) => text.replace(/#(status|count)|\b[abcm]\b/, 'size')),
    'an empty text': () => rewrite(() => ''),
    'a text cut off': () => rewrite((text) => text.slice(0, cut(text)).replace(/[:#]$/, '')),
    'a sign that has no meaning': () =>
      rewrite((text) => `${text.slice(0, cut(text))}${'!$;\'"%&'[at % 7]}${text.slice(cut(text))}`),
    'a parenthesis too many': () => rewrite((text) => (at % 2 ? `(${text}` : `${text})`)),
    'an operator twice': () => rewrite((text) => text.replace(/=|AND|SET|,/, '$& $&')),
    'another case': () => rewrite((text) => text.replace(/\b[A-Z]+\b/g, (word) => word.toLowerCase())),
    'space of other kinds': () => rewrite((text) => ` ${text.replaceAll(' ', '\t\n ')} `),
    'redundant parentheses': () => rewrite((text) => (at % 2 ? `((${text}))` : `(${text})`)),
  };
  changes[mistake]();
};

/** Members written out; one in twelve has a mistake. */
export const withPlaceholders = (members: fc.Arbitrary<Members>): fc.Arbitrary<Json> =>
  fc
    .tuple(
      members,
      fc.oneof(
        { weight: 11, arbitrary: fc.constant(undefined) },
        { weight: 1, arbitrary: fc.constantFrom(...MISTAKES) },
      ),
      fc.nat({ max: 40 }),
    )
    .map(([texts, mistake, at]) => (Object.keys(texts).length > 0 ? writtenOut(texts, mistake, at) : {}));
