import { describe, expect, it } from 'vitest';
import { wildcardExpression } from '../../src/kit/wildcards.ts';

describe('a pattern with wildcards', () => {
  it.each([
    ['a*c', '*?', 'abbc', true],
    ['a*c', '*?', 'ac', true],
    ['a*c', '*?', 'acd', false],
    ['a?c', '*?', 'abc', true],
    ['a?c', '*?', 'ac', false],
    ['a?c', '*', 'abc', false],
    ['a?c', '*', 'a?c', true],
    ['a.c', '*?', 'abc', false],
    ['[x](y)$', '*?', '[x](y)$', true],
    ['*', '*?', 'two\nlines', true],
  ] as const)('%s with %s: %j is %s', (pattern, wild, text, matches) => {
    expect(wildcardExpression(pattern, wild).test(text)).toBe(matches);
  });

  it('may stand for an asterisk itself', () => {
    const expression = wildcardExpression('\\**', '*', true);
    expect([expression.test('*abc'), expression.test('abc')]).toEqual([true, false]);
  });
});
