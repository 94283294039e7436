import { describe, expect, it } from 'vitest';
import { flag, ignored } from '../../src/kit/properties.ts';

describe('a boolean of a template', () => {
  it.each([
    [true, true],
    [false, false],
    ['true', true],
    ['false', false],
  ])('reads %j as %j', (given, expected) => {
    expect(flag.parse(given)).toBe(expected);
  });

  it.each(['yes', 'no', 'True', 'on', '1', '', 1, 0, null])('refuses %j', (given) => {
    expect(flag.safeParse(given).success).toBe(false);
  });
});

describe('a property without effect', () => {
  it.each([undefined, null, 'text', { any: ['thing'] }])('may be %j', (given) => {
    expect(ignored.safeParse(given).success).toBe(true);
  });
});
