import * as fc from 'fast-check';
import type { Json } from '../../light-dynamodb.ts';
import type { Kind } from './values.ts';

/** The types that a key may have. */
type KeyKind = 'S' | 'N' | 'B';

/** An index, as far as requests are made for it. */
export interface IndexShape {
  readonly name: string;
  readonly global: boolean;
  readonly hash: string;
  readonly range?: string | undefined;
  readonly projection: Json;
}

/** A table, as far as requests are made for it. */
export interface TableShape {
  readonly name: string;
  readonly hash: string;
  readonly range?: string | undefined;
  readonly indexes: readonly IndexShape[];
  readonly billing: Json;
  /** The types of its and its indexes' keys. */
  readonly keys: Readonly<Record<string, KeyKind>>;
}

/** The table of every session. */
export const TABLE_NAME = 'Table-A';
/** How tables are billed. */
export const ON_DEMAND: Json = { BillingMode: 'PAY_PER_REQUEST' };
export const PROVISIONED: Json = { ProvisionedThroughput: { ReadCapacityUnits: 5, WriteCapacityUnits: 6 } };
/** An index that UpdateTable adds. */
export const ADDED_INDEX = 'added';
/** Attributes that indexes have as keys, and their types: in part those that items hold anyway. */
const INDEX_KEYS: Readonly<Record<string, KeyKind>> = { g1: 'S', g2: 'N', b: 'S', a: 'N', d: 'B' };

const projection = fc.oneof(
  fc.constant({ ProjectionType: 'ALL' }),
  fc.constant({ ProjectionType: 'KEYS_ONLY' }),
  fc
    .uniqueArray(fc.constantFrom('a', 'm', 'ss', 'status', 'c'), { minLength: 1, maxLength: 3 })
    .map((NonKeyAttributes) => ({ ProjectionType: 'INCLUDE', NonKeyAttributes })),
);

const keyKind = fc.constantFrom<KeyKind>('S', 'S', 'N', 'B');

const globalIndex = (name: string, hasRange: boolean): fc.Arbitrary<IndexShape> =>
  fc
    .tuple(
      fc.uniqueArray(fc.constantFrom(...Object.keys(INDEX_KEYS), 'pk', ...(hasRange ? ['sk'] : [])), {
        minLength: 1,
        maxLength: 2,
      }),
      projection,
    )
    .map(([[hash = 'g1', range], chosen]) => ({ name, global: true, hash, range, projection: chosen }));

const localIndex = (name: string): fc.Arbitrary<IndexShape> =>
  fc
    .tuple(fc.constantFrom(...Object.keys(INDEX_KEYS)), projection)
    .map(([range, chosen]) => ({ name, global: false, hash: 'pk', range, projection: chosen }));

const indexesFor = (hasRange: boolean): fc.Arbitrary<readonly IndexShape[]> => {
  const some = (index: fc.Arbitrary<IndexShape>) => fc.array(index, { maxLength: 1 });
  return fc
    .tuple(
      some(globalIndex('gsi-1', hasRange)),
      some(globalIndex('gsi-2', hasRange)),
      hasRange ? some(localIndex('lsi-1')) : fc.constant([]),
      hasRange ? some(localIndex('lsi-2')) : fc.constant([]),
    )
    .map((lists) => lists.flat());
};

/** Tables: a hash of each type, with and without a range, with indexes of every projection. */
export const tableShape: fc.Arbitrary<TableShape> = fc
  .tuple(keyKind, fc.option(keyKind, { nil: undefined }), fc.constantFrom(ON_DEMAND, ON_DEMAND, PROVISIONED))
  .chain(([hashKind, rangeKind, billing]) =>
    indexesFor(rangeKind !== undefined).map((indexes) => ({
      name: TABLE_NAME,
      hash: 'pk',
      range: rangeKind && 'sk',
      indexes,
      billing,
      keys: { ...INDEX_KEYS, pk: hashKind, ...(rangeKind && { sk: rangeKind }) },
    })),
  );

const keySchema = ({ hash, range }: { hash: string; range?: string | undefined }): Json[] => [
  { AttributeName: hash, KeyType: 'HASH' },
  ...(range === undefined ? [] : [{ AttributeName: range, KeyType: 'RANGE' }]),
];

const indexDefinition = (index: IndexShape, billing: Json): Json => ({
  IndexName: index.name,
  KeySchema: keySchema(index),
  Projection: index.projection,
  // On-demand tables have no throughput for their indexes either, and local ones never.
  ...(index.global && billing),
});

/** The request that makes a table. */
export const createTableInput = (table: TableShape): Json => {
  const used = new Set([table, ...table.indexes].flatMap(({ hash, range }) => [hash, ...(range ? [range] : [])]));
  const list = (global: boolean): Json[] =>
    table.indexes
      .filter((index) => index.global === global)
      .map((index) => indexDefinition(index, table.billing === PROVISIONED ? PROVISIONED : {}));
  return {
    TableName: table.name,
    KeySchema: keySchema(table),
    AttributeDefinitions: [...used].map((name) => ({ AttributeName: name, AttributeType: table.keys[name] })),
    ...table.billing,
    ...(list(true).length > 0 && { GlobalSecondaryIndexes: list(true) }),
    ...(list(false).length > 0 && { LocalSecondaryIndexes: list(false) }),
  };
};

/** The type that an attribute has by convention, so that many expressions fit the items. */
export const kindOf = (table: TableShape, name: string): Kind => table.keys[name] ?? CONVENTION[name] ?? 'S';

/** What items hold beside their keys. `status` and `count` are reserved words.
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/ReservedWords.html */
export const CONVENTION: Readonly<Record<string, Kind>> = {
  c: 'N',
  m: 'M',
  l: 'L',
  ss: 'SS',
  ns: 'NS',
  bs: 'BS',
  f: 'BOOL',
  z: 'NULL',
  status: 'S',
  count: 'N',
};
