import { deepStrictEqual, ok } from 'node:assert/strict';
import type { Json, LightDynamoDb } from '../light-dynamodb.ts';
import { everything, type Model, pick, type Workload } from './workload.ts';

const TABLE = 'Things';
const KEYS = 12;

const INDEXES: readonly {
  readonly name: string;
  readonly keys: readonly string[];
  readonly projected: readonly string[] | 'ALL';
}[] = [
  { name: 'byColour', keys: ['colour', 'version'], projected: 'ALL' },
  { name: 'byVersion', keys: ['version'], projected: ['hash', 'range', 'version'] },
  { name: 'local', keys: ['hash', 'colour'], projected: ['hash', 'range', 'colour', 'text'] },
];

const keyOf = (key: number): Json => ({ hash: { S: `h${key % 3}` }, range: { N: String(key) } });

/** Some have no colour, and so no entry in two of the indexes. */
const itemOf = (key: number, number: number): Json => ({
  ...keyOf(key),
  version: { N: String(number) },
  text: { S: 'x'.repeat(pick(number, 4, 200)) },
  ...(pick(number, 5 + key, 4) > 0 && { colour: { S: ['red', 'green', 'blue'][pick(number, 6 + key, 3)] } }),
});

interface Write {
  readonly key: number;
  /** What is there afterwards. */
  readonly item: Json | undefined;
}

/** A put, a deletion, or a batch of both. */
const writesOf = (number: number): readonly Write[] => {
  const count = number % 2 ? 1 : 2 + pick(number, 1, 6);
  const first = pick(number, 2, KEYS);
  return Array.from({ length: count }, (_, index) => {
    const key = (first + index) % KEYS;
    return { key, item: pick(number, 3 + index, 4) === 0 ? undefined : itemOf(key, number) };
  });
};

const request = (number: number) => {
  const writes = writesOf(number);
  const [only] = writes;
  if (writes.length > 1 || !only) {
    const batch = writes.map(({ key, item }) =>
      item ? { PutRequest: { Item: item } } : { DeleteRequest: { Key: keyOf(key) } },
    );
    return { operation: 'BatchWriteItem', input: { RequestItems: { [TABLE]: batch } } };
  }
  return only.item
    ? { operation: 'PutItem', input: { TableName: TABLE, Item: only.item } }
    : { operation: 'DeleteItem', input: { TableName: TABLE, Key: keyOf(only.key) } };
};

const prepare = async (tables: LightDynamoDb): Promise<void> => {
  const schema = ([hash, range]: readonly string[]) => [
    { AttributeName: hash, KeyType: 'HASH' },
    ...(range ? [{ AttributeName: range, KeyType: 'RANGE' }] : []),
  ];
  const [byColour, byVersion, local] = INDEXES.map(({ name, keys }) => ({ IndexName: name, KeySchema: schema(keys) }));
  const including = { ProjectionType: 'INCLUDE', NonKeyAttributes: ['text'] };
  await tables.call('CreateTable', {
    TableName: TABLE,
    KeySchema: schema(['hash', 'range']),
    AttributeDefinitions: Object.entries({ hash: 'S', range: 'N', colour: 'S', version: 'N' }).map(
      ([AttributeName, AttributeType]) => ({ AttributeName, AttributeType }),
    ),
    GlobalSecondaryIndexes: [
      { ...byColour, Projection: { ProjectionType: 'ALL' } },
      { ...byVersion, Projection: { ProjectionType: 'KEYS_ONLY' } },
    ],
    LocalSecondaryIndexes: [{ ...local, Projection: including }],
    BillingMode: 'PAY_PER_REQUEST',
  });
};

const rangeOf = (item: Json): number => Number((item.range as { N: string }).N);
const ordered = (items: readonly Json[]): Json[] => [...items].sort((one, other) => rangeOf(one) - rangeOf(other));

/** The items that an index holds, in the way that it holds them. */
const entriesOf = (items: readonly Json[], { keys, projected }: (typeof INDEXES)[number]): Json[] =>
  items
    .filter((item) => keys.every((key) => item[key]))
    .map((item) =>
      projected === 'ALL'
        ? item
        : Object.fromEntries(Object.entries(item).filter(([name]) => projected.includes(name))),
    );

const createModel = (): Model => {
  const state = new Map<number, Json | undefined>();
  return {
    acknowledged: (number) => {
      for (const { key, item } of writesOf(number)) state.set(key, item);
    },
    refused: (number, code) => ok(false, `request ${number} is refused: ${code}`),
    check: async (tables, open) => {
      const items = ordered(await everything(tables, TABLE));
      const found = new Map(items.map((item) => [rangeOf(item), item]));
      const perhaps = new Map(open === undefined ? [] : writesOf(open).map(({ key, item }) => [key, item]));
      for (let key = 0; key < KEYS; key += 1) {
        // A batch is no transaction: each of its writes has happened, or has not.
        const happened =
          perhaps.has(key) && JSON.stringify(found.get(key)?.version) === JSON.stringify(perhaps.get(key)?.version);
        const expected = happened ? perhaps.get(key) : state.get(key);
        deepStrictEqual(found.get(key), expected, `item ${key} is as it was acknowledged`);
        state.set(key, expected);
      }
      for (const index of INDEXES) {
        deepStrictEqual(
          ordered(await everything(tables, TABLE, index.name)),
          entriesOf(items, index),
          `index ${index.name}`,
        );
      }
    },
  };
};

/** Puts, deletions and batches on a table with indexes of every projection. */
export const writes: Workload = { prepare, request, createModel };
