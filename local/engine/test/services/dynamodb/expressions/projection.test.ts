import { describe, expect, it } from 'vitest';
import { readExpressions } from '../../../../src/services/dynamodb/expressions/index.ts';
import type { Item } from '../../../../src/services/dynamodb/values/attribute-value.ts';

const ITEM: Item = {
  a: { S: 'x' },
  m: { M: { a: { N: '1' }, b: { L: [{ M: { c: { N: '2' }, d: { N: '3' } } }, { N: '4' }, { N: '5' }] } } },
  l: { L: [{ N: '1' }, { N: '2' }, { N: '3' }] },
};

const projectionOf = (text: string, names?: Record<string, string>) =>
  readExpressions({ ProjectionExpression: text, ...(names === undefined ? {} : { ExpressionAttributeNames: names }) }, [
    'ProjectionExpression',
  ]).projection;

describe('a projection', () => {
  it.each<[string, Item]>([
    ['a', { a: { S: 'x' } }],
    ['a, gone', { a: { S: 'x' } }],
    ['m.a', { m: { M: { a: { N: '1' } } } }],
    ['m.gone, gone.a, a.b', {}],
    ['l[2], l[0]', { l: { L: [{ N: '1' }, { N: '3' }] } }],
    ['l[7]', {}],
    ['l.a', {}],
    ['m[0]', {}],
    ['m.b[0].d, m.b[2]', { m: { M: { b: { L: [{ M: { d: { N: '3' } } }, { N: '5' }] } } } }],
    ['m . b [ 1 ]', { m: { M: { b: { L: [{ N: '4' }] } } } }],
  ])('"%s" gives %j', (text, expected) => {
    expect(projectionOf(text)?.project(ITEM)).toEqual(expected);
  });

  it('takes what is behind a placeholder for one name', () => {
    const item: Item = { 'm.a': { N: '9' }, m: { M: { a: { N: '1' } } } };
    expect(projectionOf('#n', { '#n': 'm.a' })?.project(item)).toEqual({ 'm.a': { N: '9' } });
    expect(projectionOf('#p, #t', { '#p': '__proto__', '#t': 'toString' })?.project(item)).toEqual({});
  });

  it('tells the top-level attributes that it needs', () => {
    expect([...(projectionOf('m.a, l[0], a, m.b')?.attributes ?? [])]).toEqual(['m', 'l', 'a']);
  });
});
