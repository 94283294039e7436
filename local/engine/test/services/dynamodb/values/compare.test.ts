import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { AttributeValue } from '../../../../src/services/dynamodb/values/attribute-value.ts';
import { compareUtf8, compareValues, equalValues, typeOf } from '../../../../src/services/dynamodb/values/compare.ts';

const ONE_OF_EACH: readonly AttributeValue[] = [
  { S: 'a' },
  { N: '1' },
  { B: 'YQ==' },
  { BOOL: true },
  { NULL: true },
  { SS: ['a', 'b'] },
  { NS: ['1', '2'] },
  { BS: ['YQ==', 'Yg=='] },
  { M: { a: { N: '1' } } },
  { L: [{ N: '1' }, { S: 'a' }] },
];

describe('equality of values', () => {
  it('holds for a value and its copy, and never between types', () => {
    for (const a of ONE_OF_EACH) {
      for (const b of ONE_OF_EACH) expect(equalValues(a, structuredClone(b))).toBe(typeOf(a) === typeOf(b));
    }
  });

  it.each<[string, AttributeValue, AttributeValue, boolean]>([
    ['sets in another order', { SS: ['a', 'b'] }, { SS: ['b', 'a'] }, true],
    ['sets of other members', { NS: ['1', '2'] }, { NS: ['1', '3'] }, false],
    ['a set and a part of it', { BS: ['YQ==', 'Yg=='] }, { BS: ['YQ=='] }, false],
    ['maps in another order', { M: { a: { N: '1' }, b: { N: '2' } } }, { M: { b: { N: '2' }, a: { N: '1' } } }, true],
    ['maps of other members', { M: { a: { N: '1' } } }, { M: { b: { N: '1' } } }, false],
    ['a map without what every object inherits', { M: { toString: { N: '1' } } }, { M: { a: { N: '1' } } }, false],
    ['lists in another order', { L: [{ N: '1' }, { N: '2' }] }, { L: [{ N: '2' }, { N: '1' }] }, false],
    ['lists of another length', { L: [{ N: '1' }] }, { L: [] }, false],
    ['sets in lists', { L: [{ SS: ['a', 'b'] }] }, { L: [{ SS: ['b', 'a'] }] }, true],
    ['booleans', { BOOL: true }, { BOOL: false }, false],
  ])('of %s', (_, a, b, equal) => {
    expect(equalValues(a, b)).toBe(equal);
    expect(equalValues(b, a)).toBe(equal);
  });
});

describe('the order of values', () => {
  it('is that of the UTF-8 bytes for texts, past the first 65,536 characters of Unicode as well', () => {
    expect(compareUtf8('\u{1F600}', '\uFFFD')).toBeGreaterThan(0);
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme' }), (a, b) => {
        expect(Math.sign(compareUtf8(a, b))).toBe(Buffer.compare(Buffer.from(a), Buffer.from(b)));
      }),
    );
  });

  it('is that of unsigned bytes for binary values, and not that of their base64 text', () => {
    const binary = (bytes: Uint8Array): AttributeValue => ({ B: Buffer.from(bytes).toString('base64') });
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 6 }), fc.uint8Array({ maxLength: 6 }), (a, b) => {
        expect(compareValues(binary(a), binary(b))).toBe(Buffer.compare(a, b));
      }),
    );
  });

  it('is that of the value for numbers', () => {
    expect(compareValues({ N: '10' }, { N: '9' })).toBeGreaterThan(0);
  });

  it('there is none between types, and none of other types', () => {
    for (const a of ONE_OF_EACH) {
      for (const b of ONE_OF_EACH) {
        const ordered = typeOf(a) === typeOf(b) && ['S', 'N', 'B'].includes(typeOf(a));
        expect(compareValues(a, b)).toBe(ordered ? 0 : undefined);
      }
    }
  });
});
