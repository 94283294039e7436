import * as fc from 'fast-check';
import { join, keyPathIn, type Path, pathIn, type Text, valueLike } from './expressions.ts';
import type { IndexShape, TableShape } from './tables.ts';
import { type Kind, keyValue, mostly, type Value } from './values.ts';

const COMPARATORS = ['=', '<>', '<', '<=', '>', '>='] as const;
const TYPE_NAMES = ['S', 'N', 'B', 'BOOL', 'NULL', 'SS', 'NS', 'BS', 'M', 'L'] as const;

const placeheld =
  (value: Value): Text =>
  ({ value: stand }) =>
    stand(value);

const member: Readonly<Partial<Record<Kind, Kind>>> = { SS: 'S', NS: 'N', BS: 'B', L: 'N' };

/** One test of an attribute, mostly against a value of its type. */
const testOf = (path: fc.Arbitrary<Path>): fc.Arbitrary<Text> =>
  path.chain(({ text, kind }) => {
    const value = valueLike(kind);
    const operand = fc.oneof(
      { weight: 8, arbitrary: value },
      { weight: 1, arbitrary: path.map((other) => other.text) },
    );
    const comparator = fc.constantFrom(...COMPARATORS);
    const called = (name: string, argument: fc.Arbitrary<Text>) =>
      argument.map((second) => join(`${name}(`, text, ', ', second, ')'));
    const aNumber = fc.constantFrom('0', '1', '2', '3').map((N) => placeheld({ N }));
    return fc.oneof(
      { weight: 6, arbitrary: fc.tuple(comparator, operand).map(([sign, other]) => join(text, ` ${sign} `, other)) },
      {
        weight: 3,
        arbitrary: fc
          .constantFrom('attribute_exists', 'attribute_not_exists')
          .map((name) => join(`${name}(`, text, ')')),
      },
      {
        weight: 2,
        arbitrary: called(
          'attribute_type',
          fc.oneof(
            { weight: 20, arbitrary: fc.constantFrom(kind, ...TYPE_NAMES).map((S) => placeheld({ S })) },
            { weight: 1, arbitrary: fc.constantFrom<Value>({ S: 'X' }, { N: '1' }).map(placeheld) },
            { weight: 1, arbitrary: fc.constant(text) },
          ),
        ),
      },
      { weight: 2, arbitrary: called('contains', valueLike(member[kind] ?? kind)) },
      {
        weight: 2,
        arbitrary: called(
          'begins_with',
          fc.oneof({ weight: 4, arbitrary: valueLike('S') }, { weight: 1, arbitrary: operand }),
        ),
      },
      {
        weight: 2,
        arbitrary: fc.tuple(operand, operand).map(([low, high]) => join(text, ' BETWEEN ', low, ' AND ', high)),
      },
      {
        weight: 2,
        arbitrary: fc
          .array(operand, { minLength: 1, maxLength: 4 })
          .map((list) => join(text, ' IN (', ...list.flatMap((one, index) => (index ? [', ', one] : [one])), ')')),
      },
      {
        weight: 2,
        arbitrary: fc.tuple(comparator, aNumber).map(([sign, size]) => join('size(', text, `) ${sign} `, size)),
      },
      { weight: 1, arbitrary: misused(text, operand) },
    );
  });

/** What the grammar refuses, or only just takes. */
const misused = (text: Text, operand: fc.Arbitrary<Text>): fc.Arbitrary<Text> =>
  operand.chain((other) =>
    fc.constantFrom(
      join('attribute_exists(', other, ')'),
      join('size(', other, ') > ', other),
      join('size(', text, ')'),
      join('contains(', other, ', ', text, ')'),
      join('contains(', text, ', ', text, ')'),
      join('begins_with(', text, ')'),
      join('begins_with(', other, ', ', other, ')'),
      join('nosuch(', text, ')'),
      join('attribute_exists(', text, ', ', text, ')'),
      join('attribute_exists(', text, ') = ', other),
      join('if_not_exists(', text, ', ', other, ') = ', other),
      join(other, ' = ', other),
      join(text, ' = ', text),
      join(other, ' = ', text),
      join(text, ' BETWEEN ', other, ' AND ', placeheld({ N: '0' })),
      join(text, ' IN ()'),
      join(text, ' IN ', other),
      join('(', text, ') = ', other),
      text,
      join(text, ' == ', other),
    ),
  );

/** A condition or filter: a few tests with AND, OR, NOT and parentheses. */
export const conditionIn = (table: TableShape): fc.Arbitrary<Text> => {
  const test = testOf(fc.oneof({ weight: 9, arbitrary: pathIn(table) }, { weight: 1, arbitrary: keyPathIn(table) }));
  return logic(test);
};

/** A filter, which a Query refuses on keys: there are fewer of those. */
export const filterIn = (table: TableShape): fc.Arbitrary<Text> => logic(testOf(pathIn(table)));

const logic = (test: fc.Arbitrary<Text>): fc.Arbitrary<Text> =>
  fc.letrec<{ any: Text }>((tie) => ({
    any: fc.oneof(
      { maxDepth: 3, depthSize: 'medium' },
      { weight: 8, arbitrary: test },
      { weight: 2, arbitrary: fc.tuple(tie('any'), tie('any')).map(([left, right]) => join(left, ' AND ', right)) },
      { weight: 2, arbitrary: fc.tuple(tie('any'), tie('any')).map(([left, right]) => join(left, ' OR ', right)) },
      { weight: 2, arbitrary: tie('any').map((inner) => join('NOT ', inner)) },
      { weight: 2, arbitrary: tie('any').map((inner) => join('(', inner, ')')) },
    ),
  })).any;

/** The key condition of a Query, mostly a right one. */
export const keyConditionOf = (table: TableShape, keys: TableShape | IndexShape): fc.Arbitrary<Text> => {
  const kind = (name: string) => table.keys[name] ?? 'S';
  const valueFor = (name: string): fc.Arbitrary<Text> =>
    fc.oneof(
      { weight: 30, arbitrary: keyValue(kind(name)).map(placeheld) },
      { weight: 1, arbitrary: mostly(kind(name)).map(placeheld) },
      { weight: 1, arbitrary: mostly('BOOL').map(placeheld) },
    );
  const named = (name: string): fc.Arbitrary<Text> =>
    fc.boolean().map((plain): Text => (plain ? () => name : (placeholders) => placeholders.name(name)));
  const hash = fc.tuple(named(keys.hash), valueFor(keys.hash)).map(([name, value]) => join(name, ' = ', value));
  const range = keys.range === undefined ? undefined : rangeTest(named(keys.range), valueFor(keys.range));
  const other = fc.tuple(named('c'), valueFor(keys.hash)).map(([name, value]) => join(name, ' = ', value));
  const both = (first: fc.Arbitrary<Text>, second: fc.Arbitrary<Text>, word = ' AND ') =>
    fc.tuple(first, second).map(([one, two]) => join(one, word, two));
  const second = range ?? other;
  return fc.oneof(
    { weight: 12, arbitrary: hash },
    { weight: range ? 24 : 1, arbitrary: both(hash, second) },
    { weight: range ? 4 : 1, arbitrary: both(second, hash) },
    { weight: 1, arbitrary: both(hash, second, ' OR ') },
    { weight: 1, arbitrary: second },
    { weight: 1, arbitrary: both(hash, other) },
    { weight: 1, arbitrary: both(both(hash, second), second) },
    { weight: 1, arbitrary: both(hash, hash) },
    { weight: 1, arbitrary: hash.map((text) => join('NOT ', text)) },
    { weight: 1, arbitrary: both(hash, second).map((text) => join('(', text, ')')) },
    { weight: 1, arbitrary: rangeTest(named(keys.hash), valueFor(keys.hash)) },
    { weight: 1, arbitrary: both(hash, testOf(keyPathIn(table))) },
  );
};

const rangeTest = (name: fc.Arbitrary<Text>, value: fc.Arbitrary<Text>): fc.Arbitrary<Text> =>
  fc.oneof(
    {
      weight: 6,
      arbitrary: fc
        .tuple(name, fc.constantFrom('=', '<', '<=', '>', '>='), value)
        .map(([key, sign, other]) => join(key, ` ${sign} `, other)),
    },
    {
      weight: 3,
      arbitrary: fc.tuple(name, value, value).map(([key, low, high]) => join(key, ' BETWEEN ', low, ' AND ', high)),
    },
    { weight: 2, arbitrary: fc.tuple(name, value).map(([key, start]) => join('begins_with(', key, ', ', start, ')')) },
    { weight: 1, arbitrary: fc.tuple(name, value).map(([key, other]) => join(key, ' <> ', other)) },
    { weight: 1, arbitrary: fc.tuple(name, value).map(([key, other]) => join(other, ' > ', key)) },
  );
