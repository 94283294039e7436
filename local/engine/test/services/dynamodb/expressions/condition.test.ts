import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readExpressions } from '../../../../src/services/dynamodb/expressions/index.ts';
import type { AttributeValue, Item } from '../../../../src/services/dynamodb/values/attribute-value.ts';

const ITEM: Item = {
  n: { N: '5' },
  big: { N: '9007199254740993' },
  s: { S: 'xyz' },
  e: { S: 'é😀' },
  blank: { S: '' },
  bin: { B: Buffer.from([0, 255, 2]).toString('base64') },
  yes: { BOOL: true },
  nil: { NULL: true },
  ss: { SS: ['x', 'y'] },
  ns: { NS: ['1', '5'] },
  bs: { BS: ['AA==', '/w=='] },
  l: { L: [{ N: '5' }, { S: 'x' }, { SS: ['b', 'a'] }] },
  m: { M: { a: { L: [{ M: { b: { S: 'deep' } } }] }, n: { N: '5' } } },
  'a.b': { S: 'dotted' },
};

const holds = (text: string, values: Record<string, AttributeValue> = {}, item: Item = ITEM): boolean | undefined =>
  readExpressions(
    {
      ConditionExpression: text,
      ...(Object.keys(values).length > 0 ? { ExpressionAttributeValues: values } : {}),
    },
    ['ConditionExpression'],
  ).condition?.(item);

const base64 = (...bytes: number[]): string => Buffer.from(bytes).toString('base64');

describe('a condition that compares', () => {
  it.each<[string, AttributeValue, boolean]>([
    ['n = :v', { N: '5' }, true],
    ['n = :v', { S: '5' }, false],
    ['n <> :v', { S: '5' }, true],
    ['absent = :v', { N: '5' }, false],
    ['absent <> :v', { N: '5' }, true],
    ['n < :v', { N: '10' }, true],
    ['n < :v', { N: '5' }, false],
    ['n <= :v', { N: '5' }, true],
    ['n > :v', { N: '-10' }, true],
    ['n >= :v', { N: '5.00000000000000000000000000000000001' }, false],
    ['n < :v', { S: '9' }, false],
    ['n > :v', { S: '1' }, false],
    ['absent < :v', { N: '9' }, false],
    ['big > :v', { N: '9007199254740992' }, true],
    [':v < s', { S: 'a' }, true],
    ['bin > :v', { B: base64(0, 254, 255) }, true],
    ['ss = :v', { SS: ['y', 'x'] }, true],
    ['yes = :v', { BOOL: true }, true],
    ['nil = :v', { NULL: true }, true],
    ['l[2] = :v', { SS: ['a', 'b'] }, true],
    ['m.a[0].b = :v', { S: 'deep' }, true],
    ['m.a[1].b = :v', { S: 'deep' }, false],
    ['(m).a[0].b = :v', { S: 'deep' }, true],
    ['l.a = :v', { N: '5' }, false],
    ['m[0] = :v', { N: '5' }, false],
    ['n IN (:v, absent)', { N: '5' }, true],
    ['absent IN (:v)', { N: '5' }, false],
    ['n IN (s, l[0], :v)', { N: '1' }, true],
    ['n BETWEEN :v AND big', { N: '5' }, true],
    ['n BETWEEN :v AND s', { N: '5' }, false],
    ['n between m.n and :v', { N: '5' }, true],
  ])('"%s" with %j is %s', (text, value, expected) => {
    expect(holds(text, { ':v': value })).toBe(expected);
  });

  it('two attributes that are not there: neither equal nor in order, but unequal', () => {
    expect(holds('a1 = a2')).toBe(false);
    expect(holds('a1 <> a2')).toBe(true);
    expect(holds('a1 <= a2')).toBe(false);
  });

  it('takes a dotted name behind a placeholder for one name, and what every object inherits for nothing', () => {
    const exists = (name: string): boolean | undefined =>
      readExpressions({ ConditionExpression: 'attribute_exists(#n)', ExpressionAttributeNames: { '#n': name } }, [
        'ConditionExpression',
      ]).condition?.(ITEM);
    expect(exists('a.b')).toBe(true);
    expect(exists('toString')).toBe(false);
    expect(exists('__proto__')).toBe(false);
  });
});

describe('a condition with functions', () => {
  it.each<[string, AttributeValue | undefined, boolean]>([
    ['attribute_exists(m.a[0].b)', undefined, true],
    ['attribute_exists(m.a[1])', undefined, false],
    ['attribute_not_exists(absent)', undefined, true],
    ['attribute_not_exists(nil)', undefined, false],
    ['attribute_type(m, :v)', { S: 'M' }, true],
    ['attribute_type(n, :v)', { S: 'NS' }, false],
    ['attribute_type(absent, :v)', { S: 'S' }, false],
    ['begins_with(s, :v)', { S: 'xy' }, true],
    ['begins_with(s, :v)', { S: 'y' }, false],
    ['begins_with(bin, :v)', { B: base64(0, 255) }, true],
    ['begins_with(bin, :v)', { B: base64(255) }, false],
    ['begins_with(n, :v)', { S: '5' }, false],
    ['begins_with(:v, s)', { S: 'xyz!' }, true],
    ['contains(s, :v)', { S: 'y' }, true],
    ['contains(bin, :v)', { B: base64(255, 2) }, true],
    ['contains(ss, :v)', { S: 'y' }, true],
    ['contains(ss, :v)', { SS: ['y'] }, false],
    ['contains(ns, :v)', { N: '5' }, true],
    ['contains(bs, :v)', { B: base64(255) }, true],
    ['contains(l, :v)', { SS: ['a', 'b'] }, true],
    ['contains(l, :v)', { S: 'z' }, false],
    ['contains(m, :v)', { S: 'a' }, false],
    ['contains(absent, :v)', { S: 'a' }, false],
    ['size(s) = :v', { N: '3' }, true],
    ['size(e) = :v', { N: '6' }, true],
    ['size(blank) = :v', { N: '0' }, true],
    ['size(bin) = :v', { N: '3' }, true],
    ['size(ss) = :v', { N: '2' }, true],
    ['size(l) < :v', { N: '4' }, true],
    ['size(m) = :v', { N: '2' }, true],
    ['size(n) >= :v', { N: '0' }, false],
    ['size(absent) >= :v', { N: '0' }, false],
    ['size(s) = :v', { S: '3' }, false],
    ['contains(ns, size(:v))', { S: '12345' }, true],
  ])('"%s" with %j is %s', (text, value, expected) => {
    expect(holds(text, value === undefined ? {} : { ':v': value })).toBe(expected);
  });
});

/** A condition as a tree, with its text and what it is by the book. */
interface Tree {
  text: string;
  value: boolean;
  /** How tightly it binds: OR 0, AND 1, NOT 2, comparisons 3. */
  binds: number;
}

const inParentheses = (tree: Tree, atLeast: number): string => (tree.binds < atLeast ? `(${tree.text})` : tree.text);

const joined = (keyword: string, binds: number, parts: readonly Tree[], value: boolean): Tree => ({
  text: parts.map((part) => inParentheses(part, binds + 1)).join(` ${keyword} `),
  value,
  binds,
});

const { tree } = fc.letrec<{ tree: Tree }>((tie) => ({
  tree: fc.oneof(
    { maxDepth: 5 },
    fc.constantFrom<Tree>(
      { text: 'n = :n', value: true, binds: 3 },
      { text: 'n<>:n', value: false, binds: 3 },
      { text: 'n BETWEEN :n AND :n', value: true, binds: 3 },
      { text: 'n IN (:n)', value: true, binds: 3 },
      { text: 'attribute_exists (gone)', value: false, binds: 3 },
    ),
    fc.array(tie('tree'), { minLength: 2, maxLength: 3 }).map((parts) =>
      joined(
        'AND',
        1,
        parts,
        parts.every((part) => part.value),
      ),
    ),
    fc.array(tie('tree'), { minLength: 2, maxLength: 3 }).map((parts) =>
      joined(
        'or',
        0,
        parts,
        parts.some((part) => part.value),
      ),
    ),
    tie('tree').map((part) => ({ text: `NOT ${inParentheses(part, 2)}`, value: !part.value, binds: 2 })),
  ),
}));

describe('a condition of conditions', () => {
  it.each([
    ['n = :n OR n = :n AND gone = :n', true],
    ['(n = :n OR n = :n) AND gone = :n', false],
    ['NOT gone = :n AND n = :n', true],
    ['NOT (gone = :n OR n = :n)', false],
    ['not NOT n = :n', true],
    ['n BETWEEN :n AND :n AND gone = :n', false],
  ])('"%s" is %s', (text, expected) => {
    expect(holds(text, { ':n': { N: '1' } }, { n: { N: '1' } })).toBe(expected);
  });

  it('is what its parts are by the rules of logic, NOT before AND before OR', () => {
    fc.assert(
      fc.property(tree, ({ text, value }) => {
        fc.pre(text.length < 4000 && text.split(/\b(?:AND|or|NOT|IN)\b|=|<>|BETWEEN|exists/).length < 290);
        const condition = `(${text}) AND n = :n`;
        expect(holds(condition, { ':n': { N: '1' } }, { n: { N: '1' } })).toBe(value);
      }),
    );
  });
});
