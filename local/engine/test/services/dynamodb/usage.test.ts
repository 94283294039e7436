import { describe, expect, it } from 'vitest';
import { type BilledIndex, capacityUnits } from '../../../src/services/dynamodb/usage.ts';

const whole: BilledIndex = { keys: ['customerId', 'timestamp'], projection: 'ALL', included: [] };
const byStatus: BilledIndex = { keys: ['bucket', 'timestamp'], projection: 'KEYS_ONLY', included: [] };
const including: BilledIndex = { keys: ['email'], projection: 'INCLUDE', included: ['total'] };
const indexes = [whole, byStatus, including];
const one = { CapacityUnits: 1 };
const item = { orderId: {}, customerId: {}, timestamp: {}, bucket: {}, email: {} };

describe('a write is billed', () => {
  it.each([
    ['a put, for each index that the item has the keys of', 'PutItem', { Item: item }, 4],
    ['a put without some keys, not for those indexes', 'PutItem', { Item: { orderId: {}, email: {} } }, 2],
    ['an update of what an index does not hold, for the others', 'UpdateItem', { UpdateExpression: 'SET a = :a' }, 2],
    ['an update of an index’s key, twice there', 'UpdateItem', { UpdateExpression: 'SET bucket = :b REMOVE x' }, 4],
    [
      'an update through placeholders, by their names',
      'UpdateItem',
      { UpdateExpression: 'SET #t = :total', ExpressionAttributeNames: { '#t': 'total' } },
      3,
    ],
    ['a value’s placeholder as no attribute', 'UpdateItem', { UpdateExpression: 'SET a = :bucket' }, 2],
    ['a deletion, everywhere', 'DeleteItem', {}, 4],
  ])('%s', (_, operation, request, units) => {
    expect(capacityUnits(one, operation, request, indexes)).toBe(units);
  });

  it('by the size of the item', () => {
    expect(capacityUnits({ CapacityUnits: 3 }, 'PutItem', { Item: item }, indexes)).toBe(12);
  });

  it('as a read is, without indexes', () => {
    expect(capacityUnits([{ CapacityUnits: 0.5 }, { CapacityUnits: 1 }], 'Query', {}, [])).toBe(1.5);
  });
});
