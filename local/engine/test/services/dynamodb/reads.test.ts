import { beforeEach, describe, expect, it } from 'vitest';
import { keyOf, useTables } from './use-tables.ts';

const { call, put, cost } = useTables();
const table = { TableName: 'Things' };

interface Page {
  readonly Items: readonly Record<string, { S?: string; N?: string }>[];
  readonly Count: number;
  readonly ScannedCount: number;
  readonly LastEvaluatedKey?: Record<string, unknown>;
  readonly ConsumedCapacity?: unknown;
}
const query = (more: Record<string, unknown>) => call<Page>('Query', { ...table, ...more });
const scan = (more: Record<string, unknown> = {}) => call<Page>('Scan', { ...table, ...more });
const inPartition = (condition = '', values: Record<string, unknown> = {}) => ({
  KeyConditionExpression: `id = :id${condition}`,
  ExpressionAttributeValues: { ':id': { S: 'a' }, ...values },
});
const ofOwner = { KeyConditionExpression: '#o = :o', ExpressionAttributeNames: { '#o': 'owner' } };
const mine = { IndexName: 'byOwner', ...ofOwner, ExpressionAttributeValues: { ':o': { S: 'me' } } };
const tagged = {
  IndexName: 'byTag',
  KeyConditionExpression: 'tag = :t',
  ExpressionAttributeValues: { ':t': { B: 'AA==' } },
};
const scored = { IndexName: 'byScore', ...inPartition() };
const times = (page: Page) => page.Items.map(({ seq }) => Number(seq?.N));
const allPages = async (read: (start?: Record<string, unknown>) => Promise<Page>): Promise<readonly Page[]> => {
  const pages = [await read()];
  for (let last = pages[0]; last?.LastEvaluatedKey; last = pages.at(-1)) pages.push(await read(last.LastEvaluatedKey));
  return pages;
};

describe('a query', () => {
  beforeEach(async () => {
    for (const at of [10, -1, 2.5, 100, 0]) {
      await put({
        ...keyOf('a', at),
        owner: { S: 'me' },
        score: { N: String(-at) },
        tag: { B: 'AA==' },
        note: { S: `${at}` },
      });
    }
    await put({ ...keyOf('b', 1), owner: { S: 'you' } });
  });

  it.each([
    ['', {}, [-1, 0, 2.5, 10, 100]],
    [' AND seq = :v', { ':v': { N: '2.50' } }, [2.5]],
    [' AND seq < :v', { ':v': { N: '2.5' } }, [-1, 0]],
    [' AND seq <= :v', { ':v': { N: '2.5' } }, [-1, 0, 2.5]],
    [' AND seq > :v', { ':v': { N: '2.5' } }, [10, 100]],
    [' AND :v <= seq', { ':v': { N: '2.5' } }, [2.5, 10, 100]],
    [' AND seq BETWEEN :v AND :w', { ':v': { N: '0' }, ':w': { N: '10' } }, [0, 2.5, 10]],
  ])('finds%s in the order of keys, and backward', async (condition, values, expected) => {
    const request = inPartition(condition, values);
    expect(times(await query(request))).toEqual(expected);
    expect(times(await query({ ...request, ScanIndexForward: false }))).toEqual(expected.toReversed());
  });

  it.each([
    ['the table', inPartition()],
    ['a global index', mine],
    ['one without a range key', tagged],
    ['a local index', scored],
  ])('of %s pages both ways without loss or repetition', async (_, request) => {
    for (const ScanIndexForward of [true, false]) {
      const pages = await allPages((ExclusiveStartKey) =>
        query({ ...request, ScanIndexForward, Limit: 2, ExclusiveStartKey }),
      );
      expect(pages.map(({ Count }) => Count)).toEqual([2, 2, 1]);
      expect(pages.flatMap(times).toSorted((a, b) => a - b)).toEqual([-1, 0, 2.5, 10, 100]);
    }
  });

  it('in a local index goes by that index’s key', async () => {
    expect(times(await query(scored))).toEqual([100, 10, 2.5, 0, -1]);
  });

  it('gives what the index projects, and from a local one also what it does not', async () => {
    const [included] = (await query(tagged)).Items;
    expect(Object.keys(included ?? {}).toSorted()).toEqual(['id', 'note', 'seq', 'tag']);
    const [keys] = (await query(scored)).Items;
    expect(Object.keys(keys ?? {}).toSorted()).toEqual(['id', 'score', 'seq']);
    const [whole] = (await query({ ...scored, Select: 'ALL_ATTRIBUTES' })).Items;
    expect(whole).toHaveProperty('owner');
    const notes = (await query({ ...scored, ProjectionExpression: 'note' })).Items;
    expect(notes[0]).toEqual({ note: { S: '100' } });
  });

  it('filters after it has read, so that what is filtered out counts for the limit', async () => {
    const page = await query({
      KeyConditionExpression: 'id = :id',
      FilterExpression: 'note = :n',
      ExpressionAttributeValues: { ':id': { S: 'a' }, ':n': { S: '100' } },
      Limit: 3,
    });
    expect(page).toMatchObject({ Items: [], Count: 0, ScannedCount: 3, LastEvaluatedKey: keyOf('a', 2.5) });
  });

  it('counts without giving items', async () => {
    const page = await query({ ...inPartition(), Select: 'COUNT' });
    expect(page).toEqual({ Count: 5, ScannedCount: 5 });
  });

  it.each([
    [{}, 'Either the KeyConditions or KeyConditionExpression parameter must be specified in the request.'],
    [{ ...inPartition(), IndexName: 'byOther' }, 'The table does not have the specified index: byOther'],
    [{ ...mine, ConsistentRead: true }, 'Consistent reads are not supported on global secondary indexes'],
    [
      { ...tagged, Select: 'ALL_ATTRIBUTES' },
      'One or more parameter values were invalid: Select type ALL_ATTRIBUTES is not supported for global secondary index byTag because its projection type is not ALL',
    ],
    [
      { ...tagged, ProjectionExpression: 'score' },
      'One or more parameter values were invalid: Global secondary index byTag does not project [score]',
    ],
    [
      { ...inPartition(), FilterExpression: 'seq = :id' },
      'Filter Expression can only contain non-primary key attributes: Primary key attribute: seq',
    ],
    [{ ...inPartition(' AND score = :r', { ':r': { N: '1' } }) }, 'Query condition missed key schema element: seq'],
    [{ ...inPartition(), ExclusiveStartKey: { id: { S: 'a' } } }, /^The provided starting key is invalid/],
    [
      { ...inPartition(), ExclusiveStartKey: keyOf('b', 1) },
      'The provided starting key is outside query boundaries based on provided conditions',
    ],
    [
      { ...inPartition(' AND seq > :v', { ':v': { N: '5' } }), ExclusiveStartKey: keyOf('a', 1) },
      'The provided starting key does not match the range key predicate',
    ],
    [
      { ...inPartition(), Select: 'SPECIFIC_ATTRIBUTES' },
      /Must specify the AttributesToGet or ProjectionExpression when choosing to get SPECIFIC_ATTRIBUTES/,
    ],
  ])('is refused as %j', async (request, message) => {
    await expect(query(request)).rejects.toMatchObject({
      code: 'ValidationException',
      message: typeof message === 'string' ? message : expect.stringMatching(message),
    });
  });

  it('costs by the bytes of a page, and in a local index what is fetched besides', async () => {
    await put({ ...keyOf('c'), score: { N: '1' }, pad: { S: 'x'.repeat(9000) } });
    const ofC = { KeyConditionExpression: 'id = :id', ExpressionAttributeValues: { ':id': { S: 'c' } } };
    expect(await cost('rru', () => query(ofC))).toBe(1.5);
    expect(await cost('rru', () => query({ ...ofC, IndexName: 'byScore' }))).toBe(0.5);
    const whole = { ...ofC, IndexName: 'byScore', Select: 'ALL_ATTRIBUTES', ReturnConsumedCapacity: 'INDEXES' };
    expect((await query(whole)).ConsumedCapacity).toEqual({
      TableName: 'Things',
      CapacityUnits: 2,
      Table: { CapacityUnits: 1.5 },
      LocalSecondaryIndexes: { byScore: { CapacityUnits: 0.5 } },
    });
  });
});

describe('begins_with', () => {
  it('finds by the bytes of a text', async () => {
    const names = ['a', 'ab', 'abc', 'ab\uffff', 'ac', 'b'];
    await call('CreateTable', {
      TableName: 'Names',
      BillingMode: 'PAY_PER_REQUEST',
      KeySchema: [
        { AttributeName: 'id', KeyType: 'HASH' },
        { AttributeName: 'name', KeyType: 'RANGE' },
      ],
      AttributeDefinitions: [
        { AttributeName: 'id', AttributeType: 'S' },
        { AttributeName: 'name', AttributeType: 'S' },
      ],
    });
    for (const name of names)
      await call('PutItem', { TableName: 'Names', Item: { id: { S: 'a' }, name: { S: name } } });
    const { Items } = await query({
      TableName: 'Names',
      KeyConditionExpression: 'id = :id AND begins_with(#n, :n)',
      ExpressionAttributeNames: { '#n': 'name' },
      ExpressionAttributeValues: { ':id': { S: 'a' }, ':n': { S: 'ab' } },
    });
    expect(Items.map(({ name }) => name?.S)).toEqual(['ab', 'abc', 'ab\uffff']);
  });
});

describe('a scan', () => {
  beforeEach(async () => {
    for (let number = 0; number < 40; number += 1)
      await put({ ...keyOf(`id-${number}`), owner: { S: `o${number % 3}` } });
  });
  const ids = (pages: readonly Page[]) => pages.flatMap(({ Items }) => Items.map(({ id }) => id?.S));
  const all = Array.from({ length: 40 }, (_, number) => `id-${number}`).toSorted();

  it.each([[undefined], ['byOwner']])('of %s pages through all in one order', async (IndexName) => {
    const pages = await allPages((ExclusiveStartKey) => scan({ IndexName, Limit: 7, ExclusiveStartKey }));
    expect(ids(pages).toSorted()).toEqual(all);
    expect(ids([await scan({ IndexName })])).toEqual(ids(pages));
  });

  it('in parallel has each item in one segment', async () => {
    const segments = await Promise.all(
      [0, 1, 2].map((Segment) =>
        allPages((ExclusiveStartKey) => scan({ Segment, TotalSegments: 3, Limit: 5, ExclusiveStartKey })),
      ),
    );
    expect(segments.every((pages) => ids(pages).length > 0)).toBe(true);
    expect(segments.flatMap(ids).toSorted()).toEqual(all);
  });

  it('is refused a segment that there is not, and a start of another segment', async () => {
    await expect(scan({ Segment: 3, TotalSegments: 3 })).rejects.toThrow(
      'Segment: 3 is not less than TotalSegments: 3',
    );
    await expect(scan({ Segment: 0 })).rejects.toThrow('The TotalSegments parameter is required');
    const { LastEvaluatedKey } = await scan({ Segment: 0, TotalSegments: 2, Limit: 1 });
    await expect(scan({ Segment: 1, TotalSegments: 2, ExclusiveStartKey: LastEvaluatedKey })).rejects.toThrow(
      'Please use ExclusiveStartKey with correct Segment. TotalSegments: 2 Segment: 1',
    );
  });
});

describe('a page', () => {
  it('ends after a megabyte', async () => {
    for (let at = 0; at < 5; at += 1) await put({ ...keyOf('a', at), pad: { S: 'x'.repeat(300_000) } });
    const first = await query(inPartition());
    expect(first.LastEvaluatedKey).toEqual(keyOf('a', 3));
    expect(times(await query({ ...inPartition(), ExclusiveStartKey: first.LastEvaluatedKey }))).toEqual([4]);
  });
});
