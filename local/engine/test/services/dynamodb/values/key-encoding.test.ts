import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { afterPrefix, encodeKey, partitionOf } from '../../../../src/services/dynamodb/values/key-encoding.ts';
import { compareNumbers, normalizeNumber } from '../../../../src/services/dynamodb/values/numbers.ts';

const numbers = fc
  .tuple(fc.boolean(), fc.stringMatching(/^[0-9]{1,38}$/), fc.integer({ min: -100, max: 80 }))
  .map(([negative, digits, exponent]) => normalizeNumber(`${negative ? '-' : ''}${digits}e${exponent}`));
const order = (one: Uint8Array, other: Uint8Array): number => Math.sign(Buffer.compare(one, other));

describe('the bytes of a key', () => {
  it('are in the order of numbers', () => {
    fc.assert(
      fc.property(numbers, numbers, (one, other) => {
        expect(order(encodeKey({ N: one }), encodeKey({ N: other }))).toBe(Math.sign(compareNumbers(one, other)));
      }),
    );
  });

  it.each([
    ['-1.23', '-1.2'],
    ['-10', '-9'],
    ['-1e-130', '0'],
    ['0', '1e-130'],
    ['1.2', '1.23'],
    ['9', '10'],
    ['99999999999999999999999999999999999998', '99999999999999999999999999999999999999'],
  ])('put the number %s before %s', (less, more) => {
    const bytes = (text: string) => encodeKey({ N: normalizeNumber(text) });
    expect(order(bytes(less), bytes(more))).toBe(-1);
  });

  it('are in the order of a string’s UTF-8, not of its UTF-16', () => {
    expect(order(encodeKey({ S: '\uffee' }), encodeKey({ S: '😀' }))).toBe(-1);
    expect('\uffee' < '😀').toBe(false);
  });

  it('are those of a binary value', () => {
    expect(encodeKey({ B: 'AP8=' })).toEqual(Buffer.of(0, 255));
  });

  it('are bounded above by what follows their prefix', () => {
    const bytes = fc.uint8Array({ maxLength: 6 });
    fc.assert(
      fc.property(bytes, bytes, (prefix, other) => {
        const end = afterPrefix(Buffer.from(prefix));
        const begins = Buffer.from(other).subarray(0, prefix.length).equals(prefix);
        const between = order(other, prefix) >= 0 && (!end || order(other, end) < 0);
        expect(between).toBe(begins);
      }),
    );
  });
});

describe('a partition', () => {
  it('has the same place each time, and tells hash keys apart', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (one, other) => {
        const partition = (text: string) => partitionOf(Buffer.from(text)).toString('hex');
        expect(partition(one) === partition(other)).toBe(Buffer.from(one).equals(Buffer.from(other)));
      }),
    );
  });

  it('is not where its key would be in order', () => {
    const keys = Array.from({ length: 100 }, (_, number) => `order-${String(number).padStart(3, '0')}`);
    const scanned = keys.toSorted((a, b) => Buffer.compare(partitionOf(Buffer.from(a)), partitionOf(Buffer.from(b))));
    expect(scanned).not.toEqual(keys);
  });
});
