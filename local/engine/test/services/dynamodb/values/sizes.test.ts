import { describe, expect, it } from 'vitest';
import type { AttributeValue } from '../../../../src/services/dynamodb/values/attribute-value.ts';
import { itemSize } from '../../../../src/services/dynamodb/values/sizes.ts';

describe('the size of an item', () => {
  it.each<[string, AttributeValue, number]>([
    ['a text, its UTF-8 bytes', { S: 'Zoë' }, 4],
    ['a binary value, its bytes', { B: 'AAEC' }, 3],
    ['a number, half its digits and one', { N: '1234' }, 3],
    ['a negative number, one more', { N: '-12' }, 3],
    ['zero, one', { N: '0' }, 1],
    ['a boolean, one', { BOOL: true }, 1],
    ['null, one', { NULL: true }, 1],
    ['a set of texts, their sum', { SS: ['ab', 'c'] }, 3],
    ['a set of numbers, their sum', { NS: ['1', '0'] }, 3],
    ['a set of binary values, their sum', { BS: ['AA==', 'AAE='] }, 3],
    ['a list, three and one an element', { L: [{ S: 'ab' }, { BOOL: false }] }, 8],
    ['a map, three and one an element, with its names', { M: { key: { S: 'v' } } }, 8],
  ])('counts of %s', (_, value, bytes) => {
    expect(itemSize({ n: value })).toBe(1 + bytes);
  });

  it('counts names by their UTF-8', () => {
    expect(itemSize({ ü: { S: '' } })).toBe(2);
  });
});
