import * as fc from 'fast-check';
import { join, keyPathIn, type Path, pathIn, type Text, valueLike } from './expressions.ts';
import type { TableShape } from './tables.ts';
import type { Kind } from './values.ts';

const commaed = (clauses: readonly Text[]): Text =>
  join(...clauses.flatMap((clause, index) => (index ? [', ', clause] : [clause])));

/** The right side of a SET, mostly of the left side's type. */
const assigned = (target: Path, path: fc.Arbitrary<Path>): fc.Arbitrary<Text> => {
  const plain = valueLike(target.kind);
  const other = path.map(({ text }) => text);
  const unlessThere = fc
    .tuple(fc.oneof({ weight: 3, arbitrary: fc.constant(target.text) }, { weight: 1, arbitrary: other }), plain)
    .map(([attribute, value]) => join('if_not_exists(', attribute, ', ', value, ')'));
  const term = fc.oneof(
    { weight: 3, arbitrary: plain },
    { weight: 2, arbitrary: fc.constant(target.text) },
    { weight: 2, arbitrary: unlessThere },
    { weight: 1, arbitrary: other },
  );
  const sum = fc.tuple(term, fc.constantFrom(' + ', ' - '), term).map(([left, sign, right]) => join(left, sign, right));
  const appended = fc.tuple(term, term).map(([left, right]) => join('list_append(', left, ', ', right, ')'));
  const fits = (kind: Kind): number => (target.kind === kind ? 8 : 1);
  return fc.oneof(
    { weight: 8, arbitrary: plain },
    { weight: 3, arbitrary: unlessThere },
    { weight: 1, arbitrary: other },
    { weight: fits('N'), arbitrary: sum },
    { weight: fits('L'), arbitrary: appended },
    { weight: 1, arbitrary: misused(target.text, plain) },
  );
};

/** What the grammar refuses, or only just takes. */
const misused = (text: Text, value: fc.Arbitrary<Text>): fc.Arbitrary<Text> =>
  value.chain((other) =>
    fc.constantFrom(
      join('nosuch(', text, ')'),
      join('attribute_exists(', text, ')'),
      join('if_not_exists(', text, ')'),
      join('if_not_exists(', other, ', ', text, ')'),
      join('list_append(', text, ')'),
      join(text, ' + ', text, ' + ', other),
      join('(', text, ' + ', other, ')'),
      join(text, ' * ', other),
      join('size(', text, ')'),
      join('if_not_exists(', text, ', if_not_exists(', text, ', ', other, '))'),
      join('list_append(if_not_exists(', text, ', ', other, '), ', other, ')'),
    ),
  );

const clausesFor = (path: fc.Arbitrary<Path>) => {
  const set = path.chain((target) => assigned(target, path).map((value) => join(target.text, ' = ', value)));
  const remove = path.map(({ text }) => text);
  const withValue = (kinds: readonly Kind[]) =>
    fc
      .tuple(path, fc.constantFrom(...kinds))
      .chain(([{ text, kind }, any]) =>
        valueLike(kinds.includes(kind) ? kind : any).map((value) => join(text, ' ', value)),
      );
  return { SET: set, REMOVE: remove, ADD: withValue(['N', 'SS', 'NS', 'BS']), DELETE: withValue(['SS', 'NS', 'BS']) };
};

/** An update expression: one to three sections, mostly with one clause each, and mostly on paths apart from each other. */
export const updateIn = (table: TableShape): fc.Arbitrary<Text> => {
  const path = fc.oneof({ weight: 40, arbitrary: pathIn(table) }, { weight: 1, arbitrary: keyPathIn(table) });
  const clauses = clausesFor(path);
  const aptFor = {
    ...clauses,
    ADD: clausesFor(path.filter(({ kind }) => kind === 'N' || kind.length === 2)).ADD,
    DELETE: clausesFor(path.filter(({ kind }) => kind === 'SS' || kind === 'NS' || kind === 'BS')).DELETE,
  };
  const section = (word: keyof typeof clauses) =>
    fc
      .oneof(
        { weight: 6, arbitrary: fc.array(aptFor[word], { minLength: 1, maxLength: 2 }) },
        { weight: 1, arbitrary: fc.array(clauses[word], { minLength: 1, maxLength: 2 }) },
      )
      .map((list) => join(`${word} `, commaed(list)));
  const word = fc.constantFrom<keyof typeof clauses>('SET', 'SET', 'SET', 'REMOVE', 'ADD', 'DELETE');
  const words = fc.oneof(
    { weight: 10, arbitrary: word.map((one) => [one]) },
    { weight: 5, arbitrary: fc.uniqueArray(word, { minLength: 2, maxLength: 3 }) },
    { weight: 1, arbitrary: fc.array(word, { minLength: 2, maxLength: 3 }) },
  );
  return words
    .chain((list) => fc.tuple(...list.map(section)))
    .map((sections) => join(...sections.flatMap((text, index) => (index ? [' ', text] : [text]))));
};
