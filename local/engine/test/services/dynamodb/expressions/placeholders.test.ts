import { describe, expect, it } from 'vitest';
import { AwsError } from '../../../../src/aws-error.ts';
import { type ExpressionMember, readExpressions } from '../../../../src/services/dynamodb/expressions/index.ts';

const WRITE: readonly ExpressionMember[] = ['UpdateExpression', 'ConditionExpression'];
const READ: readonly ExpressionMember[] = ['ProjectionExpression', 'FilterExpression', 'KeyConditionExpression'];

describe('placeholders', () => {
  it.each<[string, Record<string, unknown>, readonly ExpressionMember[], string]>([
    [
      'names without an expression',
      { ExpressionAttributeNames: { '#a': 'a' } },
      WRITE,
      'ExpressionAttributeNames can only be specified when using expressions',
    ],
    [
      'values without an expression',
      { ExpressionAttributeValues: { ':a': { N: '1' } } },
      WRITE,
      'ExpressionAttributeValues can only be specified when using expressions: ' +
        'UpdateExpression and ConditionExpression are null',
    ],
    [
      'values of a put without an expression',
      { ExpressionAttributeValues: { ':a': { N: '1' } } },
      ['ConditionExpression'],
      'ExpressionAttributeValues can only be specified when using expressions: ConditionExpression is null',
    ],
    [
      'values beside a projection alone',
      { ExpressionAttributeValues: { ':a': { N: '1' } }, ProjectionExpression: 'a' },
      READ,
      'ExpressionAttributeValues can only be specified when using expressions: ' +
        'FilterExpression and KeyConditionExpression are null',
    ],
    [
      'no names',
      { ExpressionAttributeNames: {}, ConditionExpression: 'a = b' },
      WRITE,
      'ExpressionAttributeNames must not be empty',
    ],
    [
      'no values',
      { ExpressionAttributeValues: {}, ConditionExpression: 'a = b' },
      WRITE,
      'ExpressionAttributeValues must not be empty',
    ],
    [
      'a name without #',
      { ExpressionAttributeNames: { a: 'a' }, ConditionExpression: 'a = b' },
      WRITE,
      'ExpressionAttributeNames contains invalid key: Syntax error; key: "a"',
    ],
    [
      'a value with a hyphen',
      { ExpressionAttributeValues: { ':a-b': { N: '1' } }, ConditionExpression: 'a = b' },
      WRITE,
      'ExpressionAttributeValues contains invalid key: Syntax error; key: ":a-b"',
    ],
    [
      'unused names',
      { ExpressionAttributeNames: { '#a': 'a', '#b': 'b', '#c': 'c' }, ConditionExpression: '#b = c' },
      WRITE,
      'Value provided in ExpressionAttributeNames unused in expressions: keys: {#a, #c}',
    ],
    [
      'unused values',
      { ExpressionAttributeValues: { ':a': { N: '1' }, ':b': { N: '1' } }, ConditionExpression: 'a = :b' },
      WRITE,
      'Value provided in ExpressionAttributeValues unused in expressions: keys: {:a}',
    ],
  ])('are refused: %s', (_, request, wanted, message) => {
    expect(() => readExpressions(request, wanted)).toThrow(
      expect.objectContaining({ code: 'ValidationException', message }),
    );
  });

  it('may be used by any of the expressions', () => {
    const request = {
      ExpressionAttributeNames: { '#a': 'a', '#b': 'b' },
      ExpressionAttributeValues: { ':a': { N: '1' }, ':b': { N: '1' } },
      UpdateExpression: 'SET #a = :a',
      ConditionExpression: '#b = :b',
    };
    expect(() => readExpressions(request, WRITE)).not.toThrow();
  });

  it('tell of a value that cannot be read whose it is', () => {
    const readValue = (): never => {
      throw new AwsError('ValidationException', 'Supplied AttributeValue is empty');
    };
    const request = { ExpressionAttributeValues: { ':a': {} }, ConditionExpression: 'a = :a' };
    expect(() => readExpressions(request, WRITE, { readValue })).toThrow(
      'ExpressionAttributeValues contains invalid value: Supplied AttributeValue is empty for key :a',
    );
  });
});

describe('legacy parameters', () => {
  it.each([
    ['Expected', 'ConditionExpression'],
    ['AttributeUpdates', 'UpdateExpression'],
    ['KeyConditions', 'KeyConditionExpression'],
    ['QueryFilter', 'FilterExpression'],
    ['ScanFilter', 'FilterExpression'],
    ['AttributesToGet', 'ProjectionExpression'],
    ['ConditionalOperator', 'AND or OR in an expression'],
  ])('%s is refused, and what to use in its place is told', (parameter, expression) => {
    expect(() => readExpressions({ [parameter]: {} }, WRITE)).toThrow(
      `The legacy parameter ${parameter} is not emulated: use ${expression} in its place`,
    );
  });
});

describe('what a request mentions', () => {
  const request = {
    UpdateExpression: 'SET a.b = :v, c = if_not_exists(d, :v)',
    ConditionExpression: 'size(#e[1]) > f',
    ExpressionAttributeNames: { '#e': 'e' },
    ExpressionAttributeValues: { ':v': { N: '1' } },
  };

  it('are the top-level attributes of each expression, and which of them it has paths into', () => {
    const expressions = readExpressions(request, WRITE);
    expect([...expressions.topLevel('UpdateExpression')]).toEqual(['a', 'c', 'd']);
    expect([...expressions.nested('UpdateExpression')]).toEqual(['a']);
    expect([...expressions.topLevel('ConditionExpression')]).toEqual(['e', 'f']);
    expect([...expressions.nested('ConditionExpression')]).toEqual(['e']);
    expect([...expressions.topLevel('FilterExpression')]).toEqual([]);
    expect([...(expressions.update?.names ?? [])]).toEqual(['a', 'c']);
  });

  it('an expression that was read before takes the values and names of its own request', () => {
    const condition = (value: string, name: string) =>
      readExpressions(
        {
          ConditionExpression: '#n = :v',
          ExpressionAttributeNames: { '#n': name },
          ExpressionAttributeValues: { ':v': { S: value } },
        },
        WRITE,
      ).condition;
    const first = condition('x', 'a');
    const second = condition('y', 'a');
    const third = condition('x', 'b');
    const item = { a: { S: 'x' }, b: { S: 'z' } };
    expect([first?.(item), second?.(item), third?.(item)]).toEqual([true, false, false]);
  });
});
