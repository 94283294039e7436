import { describe, expect, it } from 'vitest';
import {
  checkKeyCondition,
  type KeyAttributes,
  readExpressions,
} from '../../../../src/services/dynamodb/expressions/index.ts';

const VALUES = { ':s': { S: 'x' }, ':t': { S: 'y' }, ':n': { N: '1' }, ':m': { N: '5' } };
const BOTH: KeyAttributes = { hash: 'pk', range: 'sk', types: { pk: 'S', sk: 'N' } };
const HASH: KeyAttributes = { hash: 'pk', types: { pk: 'S' } };

const testsOf = (text: string) => {
  const values = Object.fromEntries(Object.entries(VALUES).filter(([key]) => text.includes(key)));
  return (
    readExpressions({ KeyConditionExpression: text, ExpressionAttributeValues: values }, ['KeyConditionExpression'])
      .keyCondition ?? []
  );
};

describe('a key condition', () => {
  it.each([
    ['pk = :s', { hash: { S: 'x' } }],
    [':s = pk', { hash: { S: 'x' } }],
    ['sk = :n AND pk = :s', { hash: { S: 'x' }, range: { name: 'sk', operator: '=', values: [{ N: '1' }] } }],
    ['(pk = :s) AND (:n < sk)', { hash: { S: 'x' }, range: { name: 'sk', operator: '>', values: [{ N: '1' }] } }],
    ['pk = :s AND :n >= sk', { hash: { S: 'x' }, range: { name: 'sk', operator: '<=', values: [{ N: '1' }] } }],
    [
      'pk = :s and sk between :n and :m',
      { hash: { S: 'x' }, range: { name: 'sk', operator: 'BETWEEN', values: [{ N: '1' }, { N: '5' }] } },
    ],
  ])('"%s" names the keys', (text, expected) => {
    expect(checkKeyCondition(testsOf(text), BOTH)).toEqual(expected);
  });

  it('may ask for how a text begins', () => {
    const keys: KeyAttributes = { hash: 'pk', range: 'sk', types: { pk: 'S', sk: 'S' } };
    expect(checkKeyCondition(testsOf('pk = :s AND begins_with(sk, :t)'), keys).range).toEqual({
      name: 'sk',
      operator: 'begins_with',
      values: [{ S: 'y' }],
    });
  });

  it.each([
    ['pk = :s OR sk = :n', 'Invalid operator used in KeyConditionExpression: OR'],
    ['NOT pk = :s', 'Invalid operator used in KeyConditionExpression: NOT'],
    ['pk IN (:s)', 'Invalid operator used in KeyConditionExpression: IN'],
    ['pk <> :s', 'Invalid operator used in KeyConditionExpression: <>'],
    ['contains(pk, :s)', 'Invalid operator used in KeyConditionExpression: contains'],
    ['size(pk) = :n', 'KeyConditionExpressions cannot contain nested operations'],
    [
      ':n BETWEEN sk AND :m',
      'Invalid condition in KeyConditionExpression: BETWEEN operator must have the key attribute as its first operand',
    ],
    [
      'begins_with(:s, pk)',
      'Invalid condition in KeyConditionExpression: begins_with operator must have the key attribute as its first operand',
    ],
    [
      'pk = sk AND sk = :n',
      'Invalid condition in KeyConditionExpression: Multiple attribute names used in one condition',
    ],
    ['pk.a = :s', 'KeyConditionExpressions cannot have conditions on nested attributes'],
    [':s = :t', 'Invalid condition in KeyConditionExpression: No key attribute specified'],
    ['pk = :s AND pk = :t', 'KeyConditionExpressions must only contain one condition per key'],
    ['pk = :s AND sk = :n AND a = :t', 'Conditions can be of length 1 or 2 only'],
  ])('"%s" is refused: %s', (text, message) => {
    expect(() => testsOf(text)).toThrow(expect.objectContaining({ code: 'ValidationException', message }));
  });

  it.each<[string, KeyAttributes, string]>([
    ['sk = :n', BOTH, 'Query condition missed key schema element: pk'],
    ['pk = :s AND elsewhere = :n', BOTH, 'Query condition missed key schema element: sk'],
    ['pk = :s AND sk = :n', HASH, 'Query key condition not supported'],
    ['pk < :s', BOTH, 'Query key condition not supported'],
    ['begins_with(pk, :s)', HASH, 'Query key condition not supported'],
    ['pk = :n', BOTH, 'One or more parameter values were invalid: Condition parameter type does not match schema type'],
    [
      'pk = :s AND sk < :t',
      BOTH,
      'One or more parameter values were invalid: Condition parameter type does not match schema type',
    ],
  ])('"%s" does not fit the keys: %s', (text, keys, message) => {
    expect(() => checkKeyCondition(testsOf(text), keys)).toThrow(
      expect.objectContaining({ code: 'ValidationException', message }),
    );
  });
});
