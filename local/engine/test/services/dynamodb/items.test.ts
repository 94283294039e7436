import { ConditionalCheckFailedException, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import { describe, expect, it } from 'vitest';
import { keyOf, useTables } from './use-tables.ts';

const tables = useTables();
const { call, put, get, cost } = tables;
const table = { TableName: 'Things' };
const update = (key: object, more: Record<string, unknown>) => call('UpdateItem', { ...table, Key: key, ...more });
const invalid = (message: string | RegExp) =>
  expect.objectContaining({
    code: 'ValidationException',
    message: typeof message === 'string' ? message : expect.stringMatching(message),
  });

describe('an item', () => {
  it('is replaced whole by a put, which gives the old one where it is asked', async () => {
    await put({ ...keyOf('a'), old: { S: 'x' } });
    const again = await call('PutItem', { ...table, Item: keyOf('a'), ReturnValues: 'ALL_OLD' });
    expect(again).toEqual({ Attributes: { ...keyOf('a'), old: { S: 'x' } } });
    expect(await get(keyOf('a'))).toEqual(keyOf('a'));
  });

  it('keeps attributes of any name, and numbers in their one form', async () => {
    await put(JSON.parse('{"id":{"S":"a"},"seq":{"N":"1e1"},"__proto__":{"M":{"constructor":{"N":"0.10"}}}}'));
    const found = await get(keyOf('a', 10));
    expect(JSON.stringify(found)).toContain('"__proto__":{"M":{"constructor":{"N":"0.1"}}}');
  });

  it.each([
    ['ALL_OLD', { ...keyOf('a'), n: { N: '1' }, s: { S: 'x' } }],
    ['UPDATED_OLD', { n: { N: '1' } }],
    ['ALL_NEW', { ...keyOf('a'), n: { N: '3' }, s: { S: 'x' }, new: { BOOL: true } }],
    ['UPDATED_NEW', { n: { N: '3' }, new: { BOOL: true } }],
    ['NONE', undefined],
  ])('is updated and gives %s', async (ReturnValues, Attributes) => {
    await put({ ...keyOf('a'), n: { N: '1' }, s: { S: 'x' } });
    const answer = await update(keyOf('a'), {
      UpdateExpression: 'SET #new = :t ADD n :two',
      ExpressionAttributeNames: { '#new': 'new' },
      ExpressionAttributeValues: { ':two': { N: '2' }, ':t': { BOOL: true } },
      ReturnValues,
    });
    expect(answer.Attributes).toEqual(Attributes);
  });

  it('is made by an update, with its key, also without an expression', async () => {
    await update(keyOf('a'), {});
    expect(await get(keyOf('a'))).toEqual(keyOf('a'));
  });

  it('is deleted, and its entries with it', async () => {
    await put({ ...keyOf('a'), owner: { S: 'me' }, score: { N: '1' }, tag: { B: 'AA==' } });
    const gone = await call('DeleteItem', { ...table, Key: keyOf('a'), ReturnValues: 'ALL_OLD' });
    expect(gone.Attributes).toMatchObject(keyOf('a'));
    for (const IndexName of [undefined, 'byOwner', 'byTag', 'byScore']) {
      expect(await call('Scan', { ...table, IndexName })).toMatchObject({ Count: 0 });
    }
    expect(await call('DeleteItem', { ...table, Key: keyOf('a'), ReturnValues: 'ALL_OLD' })).toEqual({});
  });

  it('whose condition fails stays as it is, and is shown where that is asked', async () => {
    await put({ ...keyOf('a'), n: { N: '1' } });
    const refused = tables.client().send(
      new UpdateItemCommand({
        ...table,
        Key: keyOf('a'),
        UpdateExpression: 'SET n = :two',
        ConditionExpression: 'n = :two',
        ExpressionAttributeValues: { ':two': { N: '2' } },
        ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
      }),
    );
    const error = await refused.catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(ConditionalCheckFailedException);
    expect(error).toMatchObject({
      message: 'The conditional request failed',
      Item: { ...keyOf('a'), n: { N: '1' } },
    });
    expect(await get(keyOf('a'))).toEqual({ ...keyOf('a'), n: { N: '1' } });
  });
});

describe('a request on an item is refused', () => {
  it.each([
    [{ id: { S: 'a' } }, 'One or more parameter values were invalid: Missing the key seq in the item'],
    [
      { id: { N: '1' }, seq: { N: '1' } },
      'One or more parameter values were invalid: Type mismatch for key id expected: S actual: N',
    ],
    [
      keyOf(''),
      'One or more parameter values are not valid. The AttributeValue for a key attribute cannot contain an empty string value. Key: id',
    ],
    [
      keyOf('x'.repeat(2049)),
      'One or more parameter values were invalid: Size of hashkey has exceeded the maximum size limit of2048 bytes',
    ],
    [
      { ...keyOf('a'), owner: { N: '1' } },
      'One or more parameter values were invalid: Type mismatch for Index Key owner Expected: S Actual: N IndexName: byOwner',
    ],
    [
      { ...keyOf('a'), owner: { S: '' } },
      'One or more parameter values are not valid. A value specified for a secondary index key is not supported. The AttributeValue for a key attribute cannot contain an empty string value. IndexName: byOwner, IndexKey: owner',
    ],
    [{ ...keyOf('a'), big: { S: 'x'.repeat(409_600) } }, 'Item size has exceeded the maximum allowed size'],
  ])('to put %j', async (Item, message) => {
    await expect(put(Item)).rejects.toEqual(invalid(message));
  });

  it('for a key that is not the table’s', async () => {
    const mismatch = invalid('The provided key element does not match the schema');
    await expect(get({ id: { S: 'a' } })).rejects.toEqual(mismatch);
    await expect(get({ ...keyOf('a'), more: { S: 'a' } })).rejects.toEqual(mismatch);
    await expect(get({ id: { S: 'a' }, seq: { S: '1' } })).rejects.toEqual(mismatch);
  });

  it('that updates its key, or grows it beyond 400 KB', async () => {
    const values = { ':v': { S: 'x'.repeat(250_000) } };
    await expect(
      update(keyOf('a'), { UpdateExpression: 'SET id = :v', ExpressionAttributeValues: { ':v': { S: 'b' } } }),
    ).rejects.toEqual(invalid(/Cannot update attribute id. This attribute is part of the key$/));
    await update(keyOf('a'), { UpdateExpression: 'SET one = :v', ExpressionAttributeValues: values });
    await expect(
      update(keyOf('a'), { UpdateExpression: 'SET two = :v', ExpressionAttributeValues: values }),
    ).rejects.toEqual(invalid('Item size to update has exceeded the maximum allowed size'));
  });

  it('with the parameters of before there were expressions', async () => {
    await expect(call('GetItem', { ...table, Key: keyOf('a'), AttributesToGet: ['id'] })).rejects.toEqual(
      invalid(/AttributesToGet.*ProjectionExpression/),
    );
  });

  it('in the words of the service where members are missing, or of another type', async () => {
    await expect(call('PutItem', {})).rejects.toEqual(
      invalid(/^2 validation errors detected: Value null at 'tableName' failed to satisfy constraint: Member must not/),
    );
    await expect(call('PutItem', { TableName: 7, Item: {} })).rejects.toMatchObject({
      code: 'SerializationException',
      message: 'NUMBER_VALUE cannot be converted to String',
    });
    await expect(call('GetItem', { TableName: 'Nothing', Key: {} })).rejects.toMatchObject({
      code: 'ResourceNotFoundException',
      message: 'Requested resource not found',
    });
  });
});

describe('the capacity of a write', () => {
  const ofKilobytes = (amount: number) => ({ pad: { S: 'x'.repeat(amount * 1024) } });
  const owned = { ...keyOf('a'), owner: { S: 'me' } };

  it.each([
    ['a put without an index’s key, for the table', {}, keyOf('a'), 1],
    ['a put, for each index that holds it', {}, { ...owned, tag: { B: 'AA==' }, score: { N: '1' } }, 4],
    ['a put over the same, for the table alone', owned, owned, 1],
    ['another owner, twice in that index', owned, { ...owned, owner: { S: 'you' } }, 3],
    ['an owner that goes, once in that index', owned, keyOf('a'), 2],
    ['what an index projects', owned, { ...owned, more: { S: 'x' } }, 2],
    ['the larger of both items, by the kilobyte', { ...keyOf('a'), ...ofKilobytes(2) }, keyOf('a'), 3],
  ])('counts %s', async (_, before, after, units) => {
    if ('id' in before) await put(before);
    expect(await cost('wru', () => put(after))).toBe(units);
  });

  it('is told for the table and each index', async () => {
    const Item = { ...owned, score: { N: '1' } };
    const answer = await call('PutItem', { ...table, Item, ReturnConsumedCapacity: 'INDEXES' });
    expect(answer.ConsumedCapacity).toEqual({
      TableName: 'Things',
      CapacityUnits: 3,
      Table: { CapacityUnits: 1 },
      GlobalSecondaryIndexes: { byOwner: { CapacityUnits: 1 } },
      LocalSecondaryIndexes: { byScore: { CapacityUnits: 1 } },
    });
  });

  it('is billed where a condition fails', async () => {
    await put(keyOf('a'));
    const refused = () =>
      call('PutItem', { ...table, Item: owned, ConditionExpression: 'attribute_not_exists(id)' }).catch(() => {});
    expect(await cost('wru', refused)).toBe(1);
  });
});

describe('the capacity of a read', () => {
  it('is half a unit for 4 KB, and one where it is consistent', async () => {
    await put({ ...keyOf('a'), pad: { S: 'x'.repeat(5000) } });
    expect(await cost('rru', () => call('GetItem', { ...table, Key: keyOf('a') }))).toBe(1);
    expect(await cost('rru', () => get(keyOf('a')))).toBe(2);
    expect(await cost('rru', () => get(keyOf('nothing')))).toBe(1);
  });
});
