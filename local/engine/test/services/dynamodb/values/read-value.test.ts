import { describe, expect, it } from 'vitest';
import { readItem, readValue } from '../../../../src/services/dynamodb/values/read-value.ts';

const nested = (levels: number): unknown => (levels === 0 ? { S: 'x' } : { L: [nested(levels - 1)] });

describe('a value that is read', () => {
  it('is the very one that came where nothing is to be written otherwise', () => {
    const item = { id: { S: 'a' }, n: { N: '12' }, list: { L: [{ M: { x: { NS: ['1', '2'] } } }] } };
    expect(readItem(item)).toBe(item);
  });

  it('has its numbers in their one form, and leaves what came as it is', () => {
    const item = { list: { L: [{ N: '1.50e1' }] }, same: { S: 'a' } };
    expect(readItem(item)).toEqual({ list: { L: [{ N: '15' }] }, same: { S: 'a' } });
    expect(item.list.L).toEqual([{ N: '1.50e1' }]);
  });

  it('keeps an attribute of any name', () => {
    const item = JSON.parse('{"__proto__":{"N":"01"},"hasOwnProperty":{"S":"x"}}');
    expect(JSON.stringify(readItem(item))).toBe('{"__proto__":{"N":"1"},"hasOwnProperty":{"S":"x"}}');
  });

  it('has up to 32 levels', () => {
    expect(readValue(nested(32))).toEqual(nested(32));
    expect(() => readValue(nested(33))).toThrow('Nesting Levels have exceeded supported limits');
  });

  it.each([
    [{}, 'Supplied AttributeValue is empty, must contain exactly one of the supported datatypes'],
    [{ S: 'a', N: '1' }, 'Supplied AttributeValue has more than one datatypes set'],
    [{ NULL: false }, 'Null attribute value types must have the value of true'],
    [{ SS: [] }, 'An string set  may not be empty'],
    [{ NS: [] }, 'An number set  may not be empty'],
    [{ BS: [] }, 'Binary sets should not be empty'],
    [{ SS: ['a', 'a'] }, 'Input collection [a, a] contains duplicates.'],
    [{ NS: ['1', '1.0'] }, 'Input collection contains duplicates'],
    [{ BS: ['AA==', 'AA=='] }, 'of type BS contains duplicates.'],
    [{ N: 'ten' }, 'The parameter cannot be converted to a numeric value: ten'],
    [{ N: `1${'0'.repeat(37)}1` }, 'Attempting to store more than 38 significant digits in a Number'],
    [{ N: '1e126' }, 'Number overflow'],
    [{ N: '1e-131' }, 'Number underflow'],
  ])('is refused as %j', (value, message) => {
    expect(() => readValue(value)).toThrow(expect.objectContaining({ code: 'ValidationException' }));
    expect(() => readValue(value)).toThrow(message);
  });

  it.each([[{ S: 1 }], [{ L: { S: 'a' } }], [{ M: [] }], [{ B: 'abc' }], [{ BOOL: 'true' }], ['text'], [null]])(
    'is unreadable as %j',
    (value) => {
      expect(() => readValue(value)).toThrow(expect.objectContaining({ code: 'SerializationException' }));
    },
  );
});
