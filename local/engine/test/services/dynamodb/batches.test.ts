import { describe, expect, it } from 'vitest';
import { keyOf, useTables } from './use-tables.ts';

const { call, put, get, cost } = useTables();
const write = (requests: readonly unknown[], more: object = {}) =>
  call('BatchWriteItem', { RequestItems: { Things: requests }, ...more });
const putting = (Item: object) => ({ PutRequest: { Item } });
const read = (Keys: readonly unknown[], more: object = {}) =>
  call<{
    Responses: { Things: unknown[] };
    UnprocessedKeys: { Things?: { Keys: unknown[]; ConsistentRead?: boolean } };
  }>('BatchGetItem', { RequestItems: { Things: { Keys, ...more } } });

describe('a batch of writes', () => {
  it('puts and deletes', async () => {
    await put(keyOf('old'));
    const answer = await write([putting(keyOf('a')), { DeleteRequest: { Key: keyOf('old') } }], {
      ReturnConsumedCapacity: 'TOTAL',
    });
    expect(answer).toEqual({
      UnprocessedItems: {},
      ConsumedCapacity: [{ TableName: 'Things', CapacityUnits: 2 }],
    });
    expect([await get(keyOf('a')), await get(keyOf('old'))]).toEqual([keyOf('a'), undefined]);
  });

  it.each([
    ['has an item twice', [putting(keyOf('a')), { DeleteRequest: { Key: keyOf('a') } }], /contains duplicates$/],
    ['has more than 25', Array.from({ length: 26 }, (_, at) => putting(keyOf('a', at))), /less than or equal to 25$/],
    [
      'has one that is invalid',
      [putting(keyOf('a')), putting({ id: { S: 'b' } })],
      /The provided key element does not match the schema$/,
    ],
    ['has none', [], /greater than or equal to 1$/],
  ])('that %s is refused, and nothing written', async (_, requests, message) => {
    await expect(write(requests)).rejects.toMatchObject({
      code: 'ValidationException',
      message: expect.stringMatching(message),
    });
    expect(await get(keyOf('a'))).toBeUndefined();
  });
});

describe('a batch of reads', () => {
  it('gives what there is, projected', async () => {
    await put({ ...keyOf('a'), note: { S: 'x' } });
    const { Responses } = await read([keyOf('a'), keyOf('nothing')], { ProjectionExpression: 'note' });
    expect(Responses).toEqual({ Things: [{ note: { S: 'x' } }] });
    expect(await cost('rru', () => read([keyOf('a'), keyOf('nothing')], { ConsistentRead: true }))).toBe(2);
  });

  it('of more than 16 MB gives the rest back', async () => {
    const keys = Array.from({ length: 60 }, (_, at) => keyOf('a', at));
    for (const key of keys) await put({ ...key, pad: { S: 'x'.repeat(300_000) } });
    const first = await read(keys, { ConsistentRead: true });
    expect(first.Responses.Things).toHaveLength(55);
    expect(first.UnprocessedKeys.Things).toEqual({ Keys: keys.slice(55), ConsistentRead: true });
  });

  it.each([
    [
      'has a key twice',
      [keyOf('a', 1), { id: { S: 'a' }, seq: { N: '1.0' } }],
      /^Provided list of item keys contains duplicates$/,
    ],
    ['has more than 100 keys', Array.from({ length: 101 }, (_, at) => keyOf('a', at)), /less than or equal to 100$/],
    ['has a key that is none', [{ id: { S: 'a' } }], /^The provided key element does not match the schema$/],
  ])('that %s is refused', async (_, keys, message) => {
    await expect(read(keys)).rejects.toMatchObject({
      code: 'ValidationException',
      message: expect.stringMatching(message),
    });
  });
});
