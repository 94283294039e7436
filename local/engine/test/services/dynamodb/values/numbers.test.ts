import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addNumbers,
  compareNumbers,
  normalizeNumber,
  subtractNumbers,
} from '../../../../src/services/dynamodb/values/numbers.ts';

/** Numbers as DynamoDB takes them: up to 38 digits, written in any of the allowed ways. */
const aNumber = fc
  .tuple(
    fc.bigInt({ min: -(10n ** 38n) + 1n, max: 10n ** 38n - 1n }),
    fc.integer({ min: -60, max: 60 }),
    fc.constantFrom('e', 'E'),
  )
  .map(([coefficient, exponent, e]) => ({ text: `${coefficient}${e}${exponent}`, coefficient, exponent }));

/** The value as an integer, in units of 10^-60, which all of the numbers above are whole multiples of. */
const scaled = ({ coefficient, exponent }: { coefficient: bigint; exponent: number }): bigint =>
  coefficient * 10n ** BigInt(exponent + 60);

/** Short numbers, where the comparison takes doubles. */
const aShortNumber = fc
  .tuple(fc.integer({ min: -9_999_999, max: 9_999_999 }), fc.integer({ min: -5, max: 2 }))
  .map(([coefficient, exponent]) => ({
    text: `${coefficient}e${exponent}`,
    coefficient: BigInt(coefficient),
    exponent,
  }));

describe('a normalized number', () => {
  it.each([
    ['1', '1'],
    ['-1', '-1'],
    ['0', '0'],
    ['-0', '0'],
    ['0.000', '0'],
    ['0e999', '0'],
    ['007', '7'],
    ['1.10', '1.1'],
    ['.5', '0.5'],
    ['5.', '5'],
    ['1e3', '1000'],
    ['1.5E-3', '0.0015'],
    ['120e-1', '12'],
    ['-12.340e+1', '-123.4'],
    ['99999999999999999999999999999999999999', '99999999999999999999999999999999999999'],
    ['1e-130', `0.${'0'.repeat(129)}1`],
    ['9.9e125', `99${'0'.repeat(124)}`],
    ['1000000000000000000000000000000000000000000', '1000000000000000000000000000000000000000000'],
  ])('of %s is %s', (text, normalized) => {
    expect(normalizeNumber(text)).toBe(normalized);
  });

  it.each([
    ['', 'The parameter cannot be converted to a numeric value'],
    ['b', 'The parameter cannot be converted to a numeric value: b'],
    ['.', 'The parameter cannot be converted to a numeric value: .'],
    ['1 ', 'The parameter cannot be converted to a numeric value: 1 '],
    ['NaN', 'The parameter cannot be converted to a numeric value: NaN'],
    ['0x10', 'The parameter cannot be converted to a numeric value: 0x10'],
    ['1e126', 'Number overflow. Attempting to store a number with magnitude larger than supported range'],
    ['-1e400', 'Number overflow. Attempting to store a number with magnitude larger than supported range'],
    ['1e-131', 'Number underflow. Attempting to store a number with magnitude smaller than supported range'],
    ['123456789012345678901234567890123456789', 'Attempting to store more than 38 significant digits in a Number'],
  ])('is refused of "%s"', (text, message) => {
    expect(() => normalizeNumber(text)).toThrow(
      expect.objectContaining({ code: 'ValidationException', status: 400, message }),
    );
  });

  it('stays as it is when normalized again, and has the same value', () => {
    fc.assert(
      fc.property(aNumber, ({ text }) => {
        const normalized = normalizeNumber(text);
        expect(normalizeNumber(normalized)).toBe(normalized);
        expect(normalized).toMatch(/^(0|-?(0|[1-9]\d*)(\.\d*[1-9])?)$/);
        expect(compareNumbers(text, normalized)).toBe(0);
      }),
    );
  });
});

describe('the order of numbers', () => {
  it.each([
    ['9007199254740993', '9007199254740992'],
    ['0.1000000000000000000000000000000000001', '0.1'],
    ['10', '9'],
    ['0', '-1'],
    ['-1', '-1.5'],
  ])('has %s after %s', (larger, smaller) => {
    expect(compareNumbers(larger, smaller)).toBeGreaterThan(0);
    expect(compareNumbers(smaller, larger)).toBeLessThan(0);
  });

  it.each([
    ['of long numbers', aNumber],
    ['of short numbers', aShortNumber],
  ])('%s is that of their values as whole numbers', (_, number) => {
    fc.assert(
      fc.property(number, number, (a, b) => {
        const order = scaled(a) < scaled(b) ? -1 : scaled(a) > scaled(b) ? 1 : 0;
        expect(Math.sign(compareNumbers(normalizeNumber(a.text), normalizeNumber(b.text)))).toBe(order);
      }),
    );
  });
});

describe('arithmetic', () => {
  it.each([
    ['0.1', '0.2', '0.3', '-0.1'],
    ['1', '1e-37', '1.0000000000000000000000000000000000001', '0.9999999999999999999999999999999999999'],
    ['-5', '5', '0', '-10'],
    ['9007199254740993', '1', '9007199254740994', '9007199254740992'],
  ])('of %s and %s is exact', (a, b, sum, difference) => {
    expect(addNumbers(a, b)).toBe(sum);
    expect(subtractNumbers(a, b)).toBe(difference);
  });

  it('is refused when the result has more digits than a number may have', () => {
    expect(() => addNumbers('1', '1e-38')).toThrow('Attempting to store more than 38 significant digits in a Number');
  });

  it('is refused when the result is too large', () => {
    expect(() => addNumbers('9e125', '1e125')).toThrow('Number overflow');
    expect(() => subtractNumbers('-9e125', '1e125')).toThrow('Number overflow');
  });

  it('takes away what it added', () => {
    fc.assert(
      fc.property(aShortNumber, aShortNumber, (a, b) => {
        expect(subtractNumbers(addNumbers(a.text, b.text), b.text)).toBe(normalizeNumber(a.text));
      }),
    );
  });
});
