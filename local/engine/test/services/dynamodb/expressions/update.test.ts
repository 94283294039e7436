import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pick, readExpressions } from '../../../../src/services/dynamodb/expressions/index.ts';
import type { AttributeValue, Item } from '../../../../src/services/dynamodb/values/attribute-value.ts';

const n = (value: number): AttributeValue => ({ N: String(value) });
const list = (...values: number[]): AttributeValue => ({ L: values.map(n) });

const VALUES: Record<string, AttributeValue> = {
  ':one': n(1),
  ':two': n(2),
  ':s': { S: 'x' },
  ':l': list(8, 9),
  ':ss': { SS: ['x', 'y'] },
  ':ns': { NS: ['1', '2'] },
  ':bs': { BS: ['AA=='] },
};

const updateOf = (text: string, names?: Record<string, string>) => {
  const values = Object.fromEntries(Object.entries(VALUES).filter(([key]) => new RegExp(`${key}\\b`).test(text)));
  const { update } = readExpressions(
    {
      UpdateExpression: text,
      ...(Object.keys(values).length > 0 ? { ExpressionAttributeValues: values } : {}),
      ...(names === undefined ? {} : { ExpressionAttributeNames: names }),
    },
    ['UpdateExpression'],
  );
  if (update === undefined) throw new Error('no update');
  return update;
};

const WRONG_TYPE = 'An operand in the update expression has an incorrect data type';
const NO_ATTRIBUTE = 'The provided expression refers to an attribute that does not exist in the item';
const INVALID_PATH = 'The document path provided in the update expression is invalid for update';
const TOO_PRECISE = 'Attempting to store more than 38 significant digits in a Number';

describe('an update', () => {
  it.each<[string, Item, Item]>([
    ['SET a = :one', {}, { a: n(1) }],
    ['SET a = b, b = a', { a: n(1), b: n(2) }, { a: n(2), b: n(1) }],
    ['SET a = a + :two', { a: n(1) }, { a: n(3) }],
    ['SET a = :one - b', { b: n(3) }, { a: n(-2), b: n(3) }],
    ['SET a = (a + :one)', { a: n(1) }, { a: n(2) }],
    ['SET a = (a) + :one', { a: n(1) }, { a: n(2) }],
    ['SET a = if_not_exists(a, :one) + :two', {}, { a: n(3) }],
    ['SET a = if_not_exists(a, :one)', { a: { S: 'kept' } }, { a: { S: 'kept' } }],
    ['SET a = if_not_exists(b, if_not_exists(c, :one))', { c: n(7) }, { a: n(7), c: n(7) }],
    ['SET l = list_append(l, :l)', { l: list(1) }, { l: list(1, 8, 9) }],
    ['SET l = list_append(:l, if_not_exists(l, :l))', {}, { l: list(8, 9, 8, 9) }],
    ['SET m.a = :one, m.b.c = :two', { m: { M: { b: { M: {} } } } }, { m: { M: { a: n(1), b: { M: { c: n(2) } } } } }],
    ['SET l[1] = :one', { l: list(5, 6, 7) }, { l: list(5, 1, 7) }],
    ['SET l[9] = :one, l[4] = :two', { l: list(5) }, { l: list(5, 2, 1) }],
    ['REMOVE a, b', { a: n(1), c: n(3) }, { c: n(3) }],
    ['REMOVE l[0], l[2], l[9]', { l: list(5, 6, 7, 8) }, { l: list(6, 8) }],
    ['REMOVE l[1] SET l[3] = :one', { l: list(2, 3, 4, 5, 6) }, { l: list(2, 4, 1, 6) }],
    ['REMOVE m.a', { m: { M: { a: n(1) } } }, { m: { M: {} } }],
    ['REMOVE l[0]', { l: list(1) }, { l: { L: [] } }],
    ['SET b = a REMOVE a', { a: n(1) }, { b: n(1) }],
    ['ADD a :two', {}, { a: n(2) }],
    ['ADD a :two', { a: n(-2) }, { a: n(0) }],
    ['ADD a :ss', { a: { SS: ['x', 'z'] } }, { a: { SS: ['x', 'z', 'y'] } }],
    ['ADD a :ns, m.b :bs', { m: { M: {} } }, { a: { NS: ['1', '2'] }, m: { M: { b: { BS: ['AA=='] } } } }],
    ['DELETE a :ss', { a: { SS: ['x', 'z'] } }, { a: { SS: ['z'] } }],
    ['DELETE a :ns', { a: { NS: ['2', '1'] }, b: n(1) }, { b: n(1) }],
    ['DELETE m.a :bs', { m: { M: { a: { BS: ['AA=='] } } } }, { m: { M: {} } }],
    ['DELETE a :ss', {}, {}],
    ['set a = :one remove b', { b: n(1) }, { a: n(1) }],
  ])('"%s" of %j gives %j', (text, before, after) => {
    expect(updateOf(text).apply(before).item).toEqual(after);
  });

  it.each<[string, Item, string]>([
    ['SET a = b', {}, NO_ATTRIBUTE],
    ['SET a = :one, b = a', {}, NO_ATTRIBUTE],
    ['SET a = a + :one', {}, NO_ATTRIBUTE],
    ['SET a = a + :one', { a: { S: '1' } }, WRONG_TYPE],
    ['SET a = list_append(a, :l)', { a: n(1) }, WRONG_TYPE],
    ['SET a = list_append(a, :l)', {}, NO_ATTRIBUTE],
    ['ADD a :one', { a: { S: 'x' } }, WRONG_TYPE],
    ['ADD a :ss', { a: { NS: ['1'] } }, WRONG_TYPE],
    ['DELETE a :ss', { a: { L: [{ S: 'x' }] } }, WRONG_TYPE],
    ['SET a.b = :one', {}, INVALID_PATH],
    ['SET a.b = :one', { a: list(1) }, INVALID_PATH],
    ['SET a[0] = :one', { a: { M: {} } }, INVALID_PATH],
    ['REMOVE a.b', { a: { S: 'x' } }, INVALID_PATH],
    ['REMOVE a[0]', {}, INVALID_PATH],
    ['ADD a.b :one', {}, INVALID_PATH],
    ['SET l[5].a = :one', { l: list(1) }, INVALID_PATH],
    ['ADD a :one', { a: { N: '0.00000000000000000000000000000000000001' } }, TOO_PRECISE],
  ])('"%s" of %j is refused: %s', (text, before, message) => {
    const { apply } = updateOf(text);
    expect(() => apply(before)).toThrow(expect.objectContaining({ code: 'ValidationException', message }));
  });

  it('leaves the item that it is given as it is, and shares what it does not change', () => {
    const before: Item = { a: { M: { b: n(1), c: list(1) } }, d: list(1, 2) };
    const copy = structuredClone(before);
    const { item } = updateOf('SET a.b = :two REMOVE d[0] ADD e :one').apply(before);
    expect(before).toEqual(copy);
    expect(item).toEqual({ a: { M: { b: n(2), c: list(1) } }, d: list(2), e: n(1) });
    expect(updateOf('SET e = :one').apply(before).item.a).toBe(before.a);
  });

  it('removes any path of an item that is not there yet', () => {
    expect(updateOf('REMOVE x.y, z[0] SET a = :one').apply({ pk: n(7) }, true).item).toEqual({ pk: n(7), a: n(1) });
    expect(() => updateOf('SET x.y = :one').apply({ pk: n(7) }, true)).toThrow(INVALID_PATH);
  });

  it('writes a name that every object has like any other', () => {
    const { item } = updateOf('SET #p = :one, #t = :two', { '#p': '__proto__', '#t': 'toString' }).apply({});
    expect(Object.entries(item)).toEqual([
      ['__proto__', n(1)],
      ['toString', n(2)],
    ]);
    const removed = updateOf('REMOVE #p', { '#p': '__proto__' }).apply(item);
    expect(Object.keys(removed.item)).toEqual(['toString']);
  });

  it('tells the paths that it names, so that what was and is there can be picked', () => {
    const before: Item = { a: n(1), m: { M: { x: n(1), y: n(2) } }, other: n(3) };
    const { item, touched } = updateOf('SET m.x = :two REMOVE a').apply(before);
    expect(pick(before, touched)).toEqual({ a: n(1), m: { M: { x: n(1) } } });
    expect(pick(item, touched)).toEqual({ m: { M: { x: n(2) } } });
  });

  it('of list elements is what setting, removing and appending one by one from the end is', () => {
    const changes = fc.uniqueArray(fc.record({ index: fc.nat({ max: 8 }), removes: fc.boolean() }), {
      selector: ({ index }) => index,
      minLength: 1,
      maxLength: 6,
    });
    fc.assert(
      fc.property(fc.array(fc.nat({ max: 99 }), { maxLength: 6 }), changes, (numbers, all) => {
        const [removals, sets] = [all.filter(({ removes }) => removes), all.filter(({ removes }) => !removes)];
        const set = sets.map(({ index }) => `l[${index}] = :one`).join(', ');
        const remove = removals.map(({ index }) => `l[${index}]`).join(', ');
        const text = [set === '' ? '' : `SET ${set}`, remove === '' ? '' : `REMOVE ${remove}`].join(' ');
        const expected = [...numbers, ...sets.filter(({ index }) => index >= numbers.length).map(() => 1)].map(
          (value, index) => (sets.some((each) => each.index === index && index < numbers.length) ? 1 : value),
        );
        const gone = removals.map(({ index }) => index).filter((index) => index < numbers.length);
        const kept = expected.filter((_, index) => !gone.includes(index));
        expect(updateOf(text).apply({ l: list(...numbers) }).item).toEqual({ l: list(...kept) });
      }),
    );
  });
});
