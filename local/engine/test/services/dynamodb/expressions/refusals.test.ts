import { describe, expect, it } from 'vitest';
import { type ExpressionMember, readExpressions } from '../../../../src/services/dynamodb/expressions/index.ts';

const VALUES = {
  ':n': { N: '1' },
  ':five': { N: '5' },
  ':s': { S: 'x' },
  ':b': { B: 'AAE=' },
  ':l': { L: [{ N: '1' }] },
  ':m': { M: {} },
  ':ss': { SS: ['x'] },
  ':bool': { BOOL: true },
  ':null': { NULL: true },
};
const NAMES = { '#a': 'a', '#odd': 'an odd.name', '#proto': '__proto__' };

const used = (text: string, all: object): object =>
  Object.fromEntries(Object.entries(all).filter(([key]) => new RegExp(`${key}(?![a-z])`).test(text)));

/** A request with an expression and the placeholders that it uses. */
const requestOf = (member: ExpressionMember, text: string): Record<string, unknown> => {
  const [names, values] = [used(text, NAMES), used(text, VALUES)];
  return {
    [member]: text,
    ...(Object.keys(names).length > 0 ? { ExpressionAttributeNames: names } : {}),
    ...(Object.keys(values).length > 0 ? { ExpressionAttributeValues: values } : {}),
  };
};

const refusalOf = (member: ExpressionMember, text: string) => {
  expect(() => readExpressions(requestOf(member, text), [member])).toThrow(
    expect.objectContaining({ code: 'ValidationException', status: 400 }),
  );
  try {
    readExpressions(requestOf(member, text), [member]);
  } catch (error) {
    return error instanceof Error ? error.message : undefined;
  }
  return undefined;
};

describe('wrong syntax', () => {
  it.each<[ExpressionMember, string, string, string]>([
    ['ConditionExpression', 'foo', '<EOF>', 'foo'],
    ['ConditionExpression', 'a-b', '-', 'a-b'],
    ['ConditionExpression', 'attribute_not_exists(', '<EOF>', '('],
    ['FilterExpression', '#a attribute_not_exists :n', 'attribute_not_exists', '#a attribute_not_exists :n'],
    ['FilterExpression', 'tenant:abc123- = b', ':abc123', 'tenant:abc123-'],
    ['KeyConditionExpression', '()', ')', '()'],
    ['ConditionExpression', 'a IN ()', ')', '()'],
    ['ConditionExpression', '(a) AND b = :n', 'AND', ') AND b'],
    ['ConditionExpression', '(a)', '<EOF>', ')'],
    ['ConditionExpression', 'a = :n = b', '=', ':n = b'],
    ['ConditionExpression', 'a BETWEEN :n OR :five', 'OR', ':n OR :five'],
    ['ConditionExpression', 'AND = :n', 'AND', 'AND ='],
    ['UpdateExpression', 'ADD hits : incr', ':', 'hits : incr'],
    ['UpdateExpression', 'SET  REMOVE #a', 'REMOVE', 'SET  REMOVE #a'],
    ['UpdateExpression', 'INVALID SYNTAX HERE', 'INVALID', 'INVALID SYNTAX'],
    ['UpdateExpression', 'SET _123 = :n', '_', 'SET _123'],
    ['UpdateExpression', 'SET a = :n,', '<EOF>', ','],
    ['UpdateExpression', 'SET a = :n + :n + :n', '+', ':n + :n'],
    ['UpdateExpression', 'SET a = if_not_exists(a, :n + :n)', '+', ':n + :n'],
    ['UpdateExpression', 'SET a[:n] = :s', ':n', '[:n]'],
    ['UpdateExpression', 'ADD a b', 'b', 'a b'],
    ['ProjectionExpression', '!!', '!', '!!'],
    ['ProjectionExpression', 'a,', '<EOF>', ','],
    ['ProjectionExpression', 'a b', 'b', 'a b'],
    ['ProjectionExpression', 'a.\u{1F600}', '\u{1F600}', '.\u{1F600}'],
  ])('of the %s "%s" is told at the token %s, near "%s"', (member, text, token, near) => {
    expect(refusalOf(member, text)).toBe(`Invalid ${member}: Syntax error; token: "${token}", near: "${near}"`);
  });

  it.each<[ExpressionMember, string]>([
    ['ConditionExpression', ''],
    ['UpdateExpression', ' \n'],
  ])('of the empty %s is told', (member, text) => {
    expect(refusalOf(member, text)).toBe(`Invalid ${member}: The expression can not be empty;`);
  });
});

describe('a condition', () => {
  it.each([
    ['((a = :n))', 'The expression has redundant parentheses;'],
    ['((a)) = :n', 'The expression has redundant parentheses;'],
    ['NOT ((a = b) )', 'The expression has redundant parentheses;'],
    ['zzz(a)', 'Invalid function name; function: zzz'],
    ['SIZE(a) = :n', 'Invalid function name; function: SIZE'],
    ['size(a)', 'The function is not allowed to be used this way in an expression; function: size'],
    ['contains(a, b) = :n', 'The function is not allowed to be used this way in an expression; function: contains'],
    [
      'attribute_exists(begins_with(a, b))',
      'The function is not allowed to be used this way in an expression; function: begins_with',
    ],
    ['name = :n', 'Attribute name is a reserved keyword; reserved keyword: name'],
    ['a.Date = :n', 'Attribute name is a reserved keyword; reserved keyword: Date'],
    ['#none = :n', 'An expression attribute name used in the document path is not defined; attribute name: #none'],
    ['a = :none', 'An expression attribute value used in expression is not defined; attribute value: :none'],
    [
      'size(a, b) = :n',
      'Incorrect number of operands for operator or function; operator or function: size, number of operands: 2',
    ],
    [
      'a.b[1] = #a.b[1]',
      'The first operand must be distinct from the remaining operands for this operator or function; ' +
        'operator: =, first operand: [a, b, [1]]',
    ],
    ['attribute_exists(:n)', 'Operator or function requires a document path; operator or function: attribute_exists'],
    [
      'begins_with(a, :n)',
      'Incorrect operand type for operator or function; operator or function: begins_with, operand type: N',
    ],
    [
      'size(:bool) = :n',
      'Incorrect operand type for operator or function; operator or function: size, operand type: BOOL',
    ],
    [
      'attribute_type(a, b)',
      'Incorrect operand type for operator or function; ' +
        'operator or function: attribute_type, operand type: {NS,SS,L,BS,N,M,B,BOOL,NULL,S}',
    ],
    [
      'attribute_type(a, :s)',
      'Invalid attribute type name found; type: x, valid types: {B,NULL,SS,BOOL,L,BS,N,NS,S,M}',
    ],
    ['a < :l', 'Incorrect operand type for operator or function; operator or function: <, operand type: L'],
    [
      'a BETWEEN :n AND :s',
      'The BETWEEN operator requires same data type for lower and upper bounds; ' +
        'lower bound operand: AttributeValue: {N:1}, upper bound operand: AttributeValue: {S:x}',
    ],
    [
      'a BETWEEN :five AND :n',
      'The BETWEEN operator requires upper bound to be greater than or equal to lower bound; ' +
        'lower bound operand: AttributeValue: {N:5}, upper bound operand: AttributeValue: {N:1}',
    ],
  ])('"%s" is refused: %s', (text, fault) => {
    expect(refusalOf('ConditionExpression', text)).toBe(`Invalid ConditionExpression: ${fault}`);
  });

  it('tells the fault of its first comparison that has one, unless a fault of its form comes before', () => {
    expect(refusalOf('ConditionExpression', 'begins_with(a, :n) AND a = :none')).toContain('operand type: N');
    expect(refusalOf('ConditionExpression', 'a = :none AND ((a = b))')).toContain('redundant parentheses');
  });

  it('may have 300 operators, and no more', () => {
    const comparisons = (count: number): string => Array.from({ length: count }, () => 'a<b').join(' or ');
    expect(() => readExpressions({ FilterExpression: comparisons(150) }, ['FilterExpression'])).not.toThrow();
    expect(refusalOf('FilterExpression', comparisons(151))).toBe(
      'Invalid FilterExpression: The expression contains too many operators; operator count: 301',
    );
  });

  it('may have 4,096 bytes, and no more', () => {
    const long = (bytes: number): string => `${'a'.repeat(bytes - 4)} = b`;
    expect(() => readExpressions({ FilterExpression: long(4096) }, ['FilterExpression'])).not.toThrow();
    expect(refusalOf('FilterExpression', long(4097))).toBe(
      'Invalid FilterExpression: Expression size has exceeded the maximum allowed size; expression size: 4097',
    );
  });

  it('may have 100 values after IN, and no more', () => {
    const list = (count: number): string => `a IN (${Array.from({ length: count }, () => ':n').join(',')})`;
    expect(() => readExpressions(requestOf('FilterExpression', list(100)), ['FilterExpression'])).not.toThrow();
    expect(refusalOf('FilterExpression', list(101))).toBe(
      'Invalid FilterExpression: The IN operator is provided with too many operands; number of operands: 101',
    );
  });

  it('of nothing but parentheses is refused, however many', () => {
    expect(refusalOf('ConditionExpression', '('.repeat(4096))).toContain('Syntax error');
    expect(refusalOf('ConditionExpression', `${'not '.repeat(1000)}a = b`)).toContain('Syntax error');
  });
});

describe('an update', () => {
  it.each([
    ['SET name = :n', 'Attribute name is a reserved keyword; reserved keyword: name'],
    ['SET a = LIST_APPEND(a, :l)', 'Invalid function name; function: LIST_APPEND'],
    ['SET a = :n SET b = :n', 'The "SET" section can only be used once in an update expression;'],
    ['REMOVE #none', 'An expression attribute name used in the document path is not defined; attribute name: #none'],
    ['SET a = :none', 'An expression attribute value used in expression is not defined; attribute value: :none'],
    [
      'SET a.b = :n REMOVE #a',
      'Two document paths overlap with each other; must remove or rewrite one of these paths; ' +
        'path one: [a, b], path two: [a]',
    ],
    [
      'SET a.b = :n, a[1] = :n',
      'Two document paths conflict with each other; must remove or rewrite one of these paths; ' +
        'path one: [a, b], path two: [a, [1]]',
    ],
    ['ADD a :s', 'Incorrect operand type for operator or function; operator: ADD, operand type: STRING'],
    ['ADD a :l', 'Incorrect operand type for operator or function; operator: ADD, operand type: LIST'],
    ['DELETE a :n', 'Incorrect operand type for operator or function; operator: DELETE, operand type: NUMBER'],
    ['SET a = :s + :n', 'Incorrect operand type for operator or function; operator or function: +, operand type: S'],
    [
      'SET a = list_append(a, :m)',
      'Incorrect operand type for operator or function; operator or function: list_append, operand type: M',
    ],
    [
      'SET a = list_append(:l)',
      'Incorrect number of operands for operator or function; operator or function: list_append, number of operands: 1',
    ],
    [
      'SET a = list_append(list_append(a, :l), :l)',
      'The function is not allowed to be used this way in an expression; function: list_append',
    ],
    [
      'SET a = if_not_exists(:n, :n)',
      'Operator or function requires a document path; operator or function: if_not_exists',
    ],
  ])('"%s" is refused: %s', (text, fault) => {
    expect(refusalOf('UpdateExpression', text)).toBe(`Invalid UpdateExpression: ${fault}`);
  });
});

describe('a projection', () => {
  it.each([
    ['a.data', 'Attribute name is a reserved keyword; reserved keyword: data'],
    [
      '#a, a[1]',
      'Two document paths overlap with each other; must remove or rewrite one of these paths; ' +
        'path one: [a], path two: [a, [1]]',
    ],
    [
      'a.b, a[1]',
      'Two document paths conflict with each other; must remove or rewrite one of these paths; ' +
        'path one: [a, b], path two: [a, [1]]',
    ],
  ])('"%s" is refused: %s', (text, fault) => {
    expect(refusalOf('ProjectionExpression', text)).toBe(`Invalid ProjectionExpression: ${fault}`);
  });
});
