import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Json } from '../light-dynamodb.ts';
import { KNOWN_DIFFERENCES } from './known-differences.ts';
import { openOurs, type Side } from './sides.ts';

const TABLE = 'Things';
const key = (hash: string): Json => ({ hash: { S: hash }, range: { N: '1' } });
const putIf = (ConditionExpression: string, values?: Json): Json => ({
  Item: key('new'),
  ConditionExpression,
  ...(values && { ExpressionAttributeValues: values }),
});
const ofA = {
  KeyConditionExpression: '#hash = :a',
  ExpressionAttributeNames: { '#hash': 'hash' },
  ExpressionAttributeValues: { ':a': { S: 'a' } },
};
const attributes = (...names: string[]) =>
  names.map((AttributeName) => ({ AttributeName, AttributeType: AttributeName === 'range' ? 'N' : 'S' }));
const schema = (hash: string, range?: string) => [
  { AttributeName: hash, KeyType: 'HASH' },
  ...(range ? [{ AttributeName: range, KeyType: 'RANGE' }] : []),
];
const globalIndex = (IndexName: string, hash: string, Projection: Json) => ({
  IndexName,
  KeySchema: schema(hash),
  Projection,
});
const all = { ProjectionType: 'ALL' };
const failed = { code: 'ConditionalCheckFailedException' };
const invalid = (message: RegExp) => ({ code: 'ValidationException', message: expect.stringMatching(message) });
const output = (members: Json) => ({ output: expect.objectContaining(members) });

/** By the name of a known difference: requests, and the answer that its page tells of. */
const DOCUMENTED: Readonly<Record<string, readonly (readonly [operation: string, input: Json, answer: unknown])[]>> = {
  'dynalite breaks down': [['PutItem', putIf('begins_with(x1, x2)'), failed]],
  'capacity of indexes, and of reads that find nothing': [
    [
      'PutItem',
      { Item: { ...key('c'), colour: { S: 'red' } }, ReturnConsumedCapacity: 'INDEXES' },
      output({
        ConsumedCapacity: expect.objectContaining({
          CapacityUnits: 3,
          GlobalSecondaryIndexes: { byColour: expect.objectContaining({ CapacityUnits: 1 }) },
        }),
      }),
    ],
    [
      'Query',
      { ...ofA, ExpressionAttributeValues: { ':a': { S: 'none' } }, ReturnConsumedCapacity: 'TOTAL' },
      output({ Count: 0, ConsumedCapacity: expect.objectContaining({ CapacityUnits: 0.5 }) }),
    ],
  ],
  'NOT of a NOT': [['PutItem', putIf('NOT NOT attribute_exists(colour)'), failed]],
  'values that have no order, as operands of comparators and BETWEEN': [
    [
      'PutItem',
      putIf('colour < :b', { ':b': { BOOL: true } }),
      invalid(/operator or function: <, operand type: BOOL$/),
    ],
  ],
  'comparison of two attributes, neither of which is there': [['PutItem', putIf('x1 = x2'), failed]],
  'false in a list of IN, which dynalite never finds': [
    [
      'Scan',
      { FilterExpression: 'flag IN (:no)', ExpressionAttributeValues: { ':no': { BOOL: false } } },
      output({ Count: 1 }),
    ],
  ],
  'Select and ProjectionExpression that contradict each other': [
    ['Query', { ...ofA, Select: 'SPECIFIC_ATTRIBUTES' }, invalid(/SPECIFIC_ATTRIBUTES$/)],
    [
      'Query',
      { ...ofA, Select: 'ALL_PROJECTED_ATTRIBUTES' },
      invalid(/can be used only when Querying using an IndexName$/),
    ],
    ['Query', { ...ofA, Select: 'COUNT', ProjectionExpression: 'colour' }, invalid(/only the Count$/)],
  ],
  'attributes that a global index does not project': [
    ['Scan', { IndexName: 'byColour', ProjectionExpression: 'shape' }, invalid(/byColour does not project \[shape\]$/)],
  ],
  'attributes that a local index does not project, which are fetched': [
    [
      'Query',
      { ...ofA, IndexName: 'local', ProjectionExpression: 'shape' },
      output({ Items: [{ shape: { S: 'round' } }] }),
    ],
  ],
  'consistent reads of a global index': [
    ['Scan', { IndexName: 'byColour', ConsistentRead: true }, invalid(/^Consistent reads are not supported on global/)],
  ],
  'a starting key of another segment': [
    [
      'Scan',
      { ExclusiveStartKey: key('a'), Segment: 0, TotalSegments: 1 },
      output({ ScannedCount: expect.any(Number) }),
    ],
  ],
  'a segment without their number': [['Scan', { Segment: 0 }, invalid(/^The TotalSegments parameter is required/)]],
  'a value of a wrong JSON type beside another fault': [
    [
      'PutItem',
      { Item: { ...key('a'), colour: { S: 1 } } },
      { code: 'SerializationException', message: expect.any(String) },
    ],
  ],
  'keys of other names in a batch, with one value': [
    [
      'BatchGetItem',
      { RequestItems: { [TABLE]: { Keys: [{ hash: { S: 'a' } }, { colour: { S: 'a' } }] } } },
      invalid(/^The provided key element does not match the schema$/),
    ],
  ],
  'ReturnValues of DeleteItem': [
    [
      'DeleteItem',
      { Key: key('none'), ReturnValues: 'ALL_NEW' },
      invalid(/^ReturnValues can only be ALL_OLD or NONE$/),
    ],
  ],
  'items that do not fit an index that is added': [
    [
      'UpdateTable',
      {
        AttributeDefinitions: attributes('owner'),
        GlobalSecondaryIndexUpdates: [{ Create: globalIndex('byOwner', 'owner', all) }],
      },
      output({ TableDescription: expect.objectContaining({ TableName: TABLE }) }),
    ],
    ['Scan', { IndexName: 'byOwner' }, output({ Count: 1, Items: [expect.objectContaining({ owner: { S: 'me' } })] })],
  ],
  'index changes of UpdateTable, which dynalite does not check': [
    [
      'UpdateTable',
      { GlobalSecondaryIndexUpdates: [{ Delete: { IndexName: 'nosuch' } }] },
      { code: 'ResourceNotFoundException', message: expect.any(String) },
    ],
    [
      'UpdateTable',
      { GlobalSecondaryIndexUpdates: [{ Create: globalIndex('byText', 'text', all) }] },
      invalid(/index key attributes are not defined in AttributeDefinitions/),
    ],
  ],
  'attribute definitions that no key uses, and INCLUDE without attributes': [
    [
      'CreateTable',
      { ...other(), AttributeDefinitions: attributes('hash', 'colour', 'shape') },
      invalid(/Some AttributeDefinitions are not used/),
    ],
    [
      'CreateTable',
      { ...other(), GlobalSecondaryIndexes: [globalIndex('byColour', 'colour', { ProjectionType: 'INCLUDE' })] },
      invalid(/NonKeyAttributes is not specified$/),
    ],
  ],
  'empty values of keys': [
    [
      'PutItem',
      { Item: { ...key('a'), colour: { S: '' } } },
      invalid(/cannot contain an empty string value. IndexName: byColour/),
    ],
  ],
  'sums of more than 38 digits': [
    [
      'UpdateItem',
      {
        Key: key('sum'),
        UpdateExpression: 'SET amount = :large + :small',
        ExpressionAttributeValues: { ':large': { N: '1e125' }, ':small': { N: '1.5' } },
      },
      invalid(/38 significant digits/),
    ],
  ],
  'size of texts beyond ASCII': [
    [
      'Scan',
      { FilterExpression: 'size(face) = :four', ExpressionAttributeValues: { ':four': { N: '4' } } },
      output({ Count: 1 }),
    ],
  ],
  'size of items with texts beyond ASCII': [
    [
      'PutItem',
      { Item: { ...key('é'), big: { S: 'é'.repeat(205_000) } } },
      invalid(/^Item size has exceeded the maximum allowed size$/),
    ],
  ],
  'short table names in batches': [
    [
      'BatchGetItem',
      { RequestItems: { x: { Keys: [key('a')] } } },
      { code: 'ResourceNotFoundException', message: expect.any(String) },
    ],
  ],
  'key conditions on values that no key can have': [
    [
      'Query',
      { ...ofA, ExpressionAttributeValues: { ':a': { BOOL: true } } },
      invalid(/type does not match schema type$/),
    ],
  ],
  'types of index keys, which ours looks at in the item as it would be': [
    [
      'UpdateItem',
      { Key: key('a'), UpdateExpression: 'SET colour = :n', ExpressionAttributeValues: { ':n': { N: '1' } } },
      invalid(/Type mismatch for Index Key colour Expected: S Actual: N IndexName: byColour$/),
    ],
  ],
};

function other(): Json {
  return {
    TableName: 'Others',
    KeySchema: schema('hash'),
    AttributeDefinitions: attributes('hash', 'colour'),
    BillingMode: 'PAY_PER_REQUEST',
    GlobalSecondaryIndexes: [globalIndex('byColour', 'colour', all)],
  };
}

describe('where dynalite differs, ours', () => {
  let folder: string;
  let ours: Side;
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'known-'));
    ours = await openOurs(folder);
    await ours.send({
      operation: 'CreateTable',
      input: {
        TableName: TABLE,
        KeySchema: schema('hash', 'range'),
        AttributeDefinitions: attributes('hash', 'range', 'colour'),
        BillingMode: 'PAY_PER_REQUEST',
        GlobalSecondaryIndexes: [globalIndex('byColour', 'colour', { ProjectionType: 'KEYS_ONLY' })],
        LocalSecondaryIndexes: [
          { IndexName: 'local', KeySchema: schema('hash', 'colour'), Projection: { ProjectionType: 'KEYS_ONLY' } },
        ],
      },
    });
    const items: Json[] = [
      { ...key('a'), colour: { S: 'red' }, shape: { S: 'round' }, owner: { S: 'me' } },
      { ...key('b'), face: { S: '😀' }, flag: { BOOL: false }, owner: { N: '1' } },
    ];
    for (const Item of items) await ours.send({ operation: 'PutItem', input: { TableName: TABLE, Item } });
  });
  afterAll(async () => {
    await ours.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it.each(
    Object.entries(DOCUMENTED).flatMap(([name, cases]) =>
      cases.map(([operation, ...rest]) => [name, operation, ...rest] as const),
    ),
  )('does what the documentation says of %s: %s', async (_, operation, input, answer) => {
    expect(await ours.send({ operation, input: { TableName: TABLE, ...input } })).toMatchObject(answer as object);
  });

  it.each(KNOWN_DIFFERENCES.map(({ name, documentation }) => [name, documentation]))(
    'is shown for %s, with its page',
    (name = '', documentation = '') => {
      expect(DOCUMENTED[name]?.length).toBeGreaterThan(0);
      expect(documentation).toMatch(/^https:\/\/docs\.aws\.amazon\.com\/amazondynamodb\/latest\//);
    },
  );
});
