import * as fc from 'fast-check';
import type { Json } from '../../light-dynamodb.ts';
import type { Request } from '../sides.ts';
import { ADDED_INDEX, createTableInput, PROVISIONED, TABLE_NAME, type TableShape, tableShape } from './tables.ts';

/** A table that is made and deleted while the session's own stays. */
const OTHER_NAME = 'Table-B';

type Change = (input: Json) => Json;
const list = (input: Json, name: string): Json[] => (input[name] ?? []) as Json[];

/** What CreateTable refuses. */
const FAULTS: readonly Change[] = [
  ({ TableName: _, ...input }) => input,
  ({ KeySchema: _, ...input }) => input,
  ({ AttributeDefinitions: _, ...input }) => input,
  ({ BillingMode: _, ...input }) => input,
  (input) => ({ ...input, TableName: 'a' }),
  (input) => ({ ...input, TableName: 'a b!' }),
  (input) => ({ ...input, KeySchema: [] }),
  (input) => ({ ...input, KeySchema: [...list(input, 'KeySchema')].reverse() }),
  (input) => ({ ...input, KeySchema: [{ AttributeName: 'pk', KeyType: 'RANGE' }] }),
  (input) => ({ ...input, KeySchema: [{ AttributeName: 'pk', KeyType: 'KEY' }] }),
  (input) => ({ ...input, KeySchema: [...list(input, 'KeySchema'), { AttributeName: 'pk', KeyType: 'HASH' }] }),
  (input) => ({ ...input, AttributeDefinitions: list(input, 'AttributeDefinitions').slice(1) }),
  (input) => ({ ...input, AttributeDefinitions: [] }),
  (input) => ({
    ...input,
    AttributeDefinitions: [...list(input, 'AttributeDefinitions'), { AttributeName: 'unused', AttributeType: 'S' }],
  }),
  (input) => ({
    ...input,
    AttributeDefinitions: [...list(input, 'AttributeDefinitions'), { AttributeName: 'pk', AttributeType: 'S' }],
  }),
  (input) => ({
    ...input,
    AttributeDefinitions: [{ AttributeName: 'pk', AttributeType: 'BOOL' }],
  }),
  (input) => ({ ...input, ...PROVISIONED }),
  (input) => ({ ...input, BillingMode: 'SOMETIMES' }),
  (input) => ({ ...input, ProvisionedThroughput: { ReadCapacityUnits: 0, WriteCapacityUnits: 1 } }),
  (input) => ({ ...input, GlobalSecondaryIndexes: [] }),
  (input) => ({ ...input, LocalSecondaryIndexes: [] }),
  (input) => ({ ...input, GlobalSecondaryIndexes: [{ IndexName: 'x' }] }),
  (input) => ({ ...input, LocalSecondaryIndexes: [index({ IndexName: 'lsi' }, 'g1', 'pk')] }),
  (input) => ({ ...input, GlobalSecondaryIndexes: [index({}, 'pk'), index({}, 'pk')] }),
  (input) => ({ ...input, GlobalSecondaryIndexes: [index({ Projection: {} }, 'pk')] }),
  (input) => ({ ...input, GlobalSecondaryIndexes: [index({ Projection: { ProjectionType: 'INCLUDE' } }, 'pk')] }),
  (input) => ({
    ...input,
    GlobalSecondaryIndexes: [index({ Projection: { ProjectionType: 'ALL', NonKeyAttributes: ['a'] } }, 'pk')],
  }),
  (input) => ({
    ...input,
    GlobalSecondaryIndexes: [index({ Projection: { ProjectionType: 'INCLUDE', NonKeyAttributes: ['a', 'a'] } }, 'pk')],
  }),
  (input) => ({
    ...input,
    GlobalSecondaryIndexes: Array.from({ length: 21 }, (_, at) => index({ IndexName: `gsi-${at}` }, 'pk')),
  }),
  (input) => ({ ...input, GlobalSecondaryIndexes: [index({}, 'undefined-key')] }),
];

function index(parts: Json, hash: string, range?: string): Json {
  return {
    IndexName: 'gsi-9',
    KeySchema: [
      { AttributeName: hash, KeyType: 'HASH' },
      ...(range ? [{ AttributeName: range, KeyType: 'RANGE' }] : []),
    ],
    Projection: { ProjectionType: 'ALL' },
    ...parts,
  };
}

const creating: fc.Arbitrary<Json> = fc
  .tuple(
    tableShape,
    fc.oneof(
      { weight: 1, arbitrary: fc.constant<Change>((input) => input) },
      { weight: 3, arbitrary: fc.constantFrom(...FAULTS) },
      { weight: 1, arbitrary: fc.constant<Change>((input) => ({ ...input, TableName: TABLE_NAME })) },
    ),
  )
  .map(([shape, change]) => change(createTableInput({ ...shape, name: OTHER_NAME })));

const updating = (table: TableShape): fc.Arbitrary<Json> => {
  const kinds = table.keys;
  const definition = (name: string): Json => ({ AttributeName: name, AttributeType: kinds[name] ?? 'S' });
  const throughput = table.billing === PROVISIONED ? PROVISIONED : {};
  const create = (parts: Json): Json => ({ Create: index({ IndexName: ADDED_INDEX, ...throughput, ...parts }, 'g1') });
  const existing = table.indexes.find(({ global }) => global)?.name ?? 'nosuch';
  const base = { TableName: table.name };
  const keysOnly = { Projection: { ProjectionType: 'KEYS_ONLY' } };
  return fc.constantFrom<Json>(
    { ...base, AttributeDefinitions: [definition('g1')], GlobalSecondaryIndexUpdates: [create({})] },
    { ...base, AttributeDefinitions: [definition('g1')], GlobalSecondaryIndexUpdates: [create(keysOnly)] },
    { ...base, GlobalSecondaryIndexUpdates: [{ Delete: { IndexName: ADDED_INDEX } }] },
    { ...base, GlobalSecondaryIndexUpdates: [{ Delete: { IndexName: existing } }] },
    { ...base, GlobalSecondaryIndexUpdates: [{ Delete: { IndexName: 'nosuch' } }] },
    { ...base, GlobalSecondaryIndexUpdates: [create({})] },
    { ...base, GlobalSecondaryIndexUpdates: [] },
    { ...base, GlobalSecondaryIndexUpdates: [{}] },
    base,
    { ...base, BillingMode: 'PAY_PER_REQUEST', ...PROVISIONED },
    { ...base, ...PROVISIONED },
    { TableName: 'nosuch', BillingMode: 'PAY_PER_REQUEST' },
  );
};

const names = fc.constantFrom<Json>(
  { TableName: TABLE_NAME },
  { TableName: TABLE_NAME },
  { TableName: OTHER_NAME },
  { TableName: 'nosuch' },
  { TableName: 'x' },
  { TableName: 'a b' },
  {},
);

/** Requests about tables rather than items. */
export const tableRequest = (table: TableShape): fc.Arbitrary<Request> => {
  const as = (operation: string, weight: number, input: fc.Arbitrary<Json>) => ({
    weight,
    arbitrary: input.map((one): Request => ({ operation, input: one })),
  });
  return fc.oneof(
    as('CreateTable', 6, creating),
    as('UpdateTable', 4, updating(table)),
    as('DescribeTable', 2, names),
    as(
      'ListTables',
      2,
      fc.constantFrom<Json>({}, { Limit: 1 }, { Limit: 0 }, { Limit: 101 }, { ExclusiveStartTableName: TABLE_NAME }),
    ),
    as(
      'DeleteTable',
      2,
      fc.constantFrom<Json>(
        { TableName: OTHER_NAME },
        { TableName: OTHER_NAME },
        { TableName: 'nosuch' },
        { TableName: 'x' },
        {},
      ),
    ),
  );
};
