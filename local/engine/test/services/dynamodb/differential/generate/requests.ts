import * as fc from 'fast-check';
import type { Json } from '../../light-dynamodb.ts';
import type { Request } from '../sides.ts';
import { conditionIn, filterIn, keyConditionOf } from './conditions.ts';
import { join, keyPathIn, type Members, pathIn, type Text, withPlaceholders } from './expressions.ts';
import { tableRequest } from './table-requests.ts';
import { ADDED_INDEX, CONVENTION, kindOf, type TableShape } from './tables.ts';
import { updateIn } from './updates.ts';
import { anyValue, keyValue, mostly, type Value } from './values.ts';

const rarely = <T>(arbitrary: fc.Arbitrary<T>, often: fc.Arbitrary<T>, share = 30): fc.Arbitrary<T> =>
  fc.oneof({ weight: share - 1, arbitrary: often }, { weight: 1, arbitrary });
const member = <T>(name: string, arbitrary: fc.Arbitrary<T>, outOf: number): fc.Arbitrary<Json> =>
  fc.oneof(
    { weight: outOf - 1, arbitrary: fc.constant({}) },
    { weight: 1, arbitrary: arbitrary.map((value) => ({ [name]: value })) },
  );
const merged = (...parts: readonly fc.Arbitrary<Json>[]): fc.Arbitrary<Json> =>
  fc.tuple(...parts).map((list) => Object.assign({}, ...list) as Json);

/** A key of the table, mostly a right one of a few. */
const keyOf = (table: TableShape): fc.Arbitrary<Json> => {
  const names = [table.hash, ...(table.range ? [table.range] : [])];
  const right = fc.record(Object.fromEntries(names.map((name) => [name, keyValue(table.keys[name] ?? 'S')])));
  const odd = fc.oneof(
    fc.record(Object.fromEntries(names.map((name) => [name, anyValue]))),
    right.map((key): Json => ({ ...key, c: { N: '1' } })),
    right.map((key): Json => ({ [table.hash]: key[table.hash] })),
    right.map((key): Json => ({ c: key[table.hash] })),
    fc.constant<Json>({}),
  );
  return rarely<Json>(odd, right);
};

const itemOf = (table: TableShape): fc.Arbitrary<Json> => {
  const names = [...Object.keys(CONVENTION), ...Object.keys(table.keys)].filter(
    (name) => name !== table.hash && name !== table.range,
  );
  const attribute = fc.constantFrom(...names).chain((name) => {
    const keyKind = table.keys[name];
    // A wrong type of an index's key refuses the whole item, so that it is seldom.
    const value = keyKind
      ? rarely<Value>(mostly(kindOf(table, name)), keyValue(keyKind), 20)
      : mostly(kindOf(table, name));
    return fc.tuple(fc.constant(name), value);
  });
  return fc
    .tuple(keyOf(table), fc.array(attribute, { minLength: 2, maxLength: 9, size: 'max' }))
    .map(([key, attributes]): Json => ({ ...Object.fromEntries(attributes), ...key }));
};

/** An item close to the limits of an item (400 KB) and of a page (1 MB). */
const largeItemOf = (table: TableShape): fc.Arbitrary<Json> =>
  fc
    .tuple(keyOf(table), fc.constantFrom(100_000, 300_000, 409_000, 409_590, 409_600, 410_000))
    .map(([key, length]): Json => ({ big: { S: 'x'.repeat(length) }, ...key }));

const oneOf = (wrong: string, ...values: readonly string[]) =>
  rarely(fc.constant(wrong), fc.constantFrom(...values), 40);
const capacity = member('ReturnConsumedCapacity', oneOf('SOME', 'TOTAL', 'INDEXES', 'NONE'), 5);
const metrics = member('ReturnItemCollectionMetrics', oneOf('ALL', 'SIZE', 'NONE'), 15);
const returning = (...values: readonly string[]) => member('ReturnValues', oneOf('SOME', ...values), 2);
const consistent = member('ConsistentRead', fc.boolean(), 4);
const named = (table: TableShape): fc.Arbitrary<Json> =>
  rarely(fc.constantFrom('nosuch', 'x', 'bad name', ''), fc.constant(table.name), 100).map((TableName) => ({
    TableName,
  }));

const expressions = (members: Readonly<Record<string, readonly [arbitrary: fc.Arbitrary<Text>, share: number]>>) =>
  withPlaceholders(
    fc
      .tuple(
        ...Object.entries(members).map(([name, [text, share]]) =>
          fc.oneof(
            { weight: 100 - share, arbitrary: fc.constant<Members>({}) },
            { weight: share, arbitrary: text.map((one): Members => ({ [name]: one })) },
          ),
        ),
      )
      .map((list) => Object.assign({}, ...list) as Members),
  );

const projectionIn = (table: TableShape): fc.Arbitrary<Text> => {
  const path = fc.oneof({ weight: 6, arbitrary: pathIn(table) }, { weight: 1, arbitrary: keyPathIn(table) });
  return fc
    .array(path, { minLength: 1, maxLength: 4 })
    .map((paths) => join(...paths.flatMap(({ text }, index) => (index ? [', ', text] : [text]))));
};

const single = (table: TableShape) => ({
  PutItem: merged(
    named(table),
    rarely(largeItemOf(table), itemOf(table), 60).map((Item) => ({ Item })),
    expressions({ ConditionExpression: [conditionIn(table), 40] }),
    returning('ALL_OLD', 'ALL_OLD', 'ALL_OLD', 'NONE', 'NONE', 'ALL_NEW'),
    capacity,
    metrics,
  ),
  UpdateItem: merged(
    named(table),
    keyOf(table).map((Key) => ({ Key })),
    expressions({ UpdateExpression: [updateIn(table), 96], ConditionExpression: [conditionIn(table), 25] }),
    returning('ALL_OLD', 'ALL_NEW', 'UPDATED_OLD', 'UPDATED_NEW', 'NONE'),
    capacity,
    metrics,
  ),
  DeleteItem: merged(
    named(table),
    keyOf(table).map((Key) => ({ Key })),
    expressions({ ConditionExpression: [conditionIn(table), 50] }),
    returning('ALL_OLD', 'ALL_OLD', 'ALL_OLD', 'NONE', 'NONE', 'ALL_NEW'),
    capacity,
    metrics,
  ),
  GetItem: merged(
    named(table),
    keyOf(table).map((Key) => ({ Key })),
    expressions({ ProjectionExpression: [projectionIn(table), 50] }),
    consistent,
    capacity,
  ),
});

const reads = (table: TableShape) => {
  const indexes = [undefined, ...table.indexes];
  const added = { name: ADDED_INDEX, global: true, hash: 'g1', projection: {} };
  const start = member('ExclusiveStartKey', fc.oneof(keyOf(table), itemOf(table)), 20);
  const limit = member('Limit', rarely(fc.constantFrom(0, -1), fc.constantFrom(1, 2, 3, 5), 20), 3);
  const select = member(
    'Select',
    fc.constantFrom('COUNT', 'ALL_ATTRIBUTES', 'ALL_PROJECTED_ATTRIBUTES', 'SPECIFIC_ATTRIBUTES', 'NONE'),
    6,
  );
  const index = rarely(fc.constantFrom(added, { ...added, name: 'nosuch' }), fc.constantFrom(...indexes), 20);
  const indexName = (chosen: { name: string } | undefined): Json => (chosen ? { IndexName: chosen.name } : {});
  const common = [named(table), limit, select, start, consistent, capacity];
  return {
    Query: index.chain((chosen) =>
      merged(
        ...common,
        fc.constant(indexName(chosen)),
        expressions({
          KeyConditionExpression: [keyConditionOf(table, chosen ?? table), 98],
          FilterExpression: [rarely(conditionIn(table), filterIn(table), 10), 30],
          ProjectionExpression: [projectionIn(table), 20],
        }),
        member('ScanIndexForward', fc.boolean(), 2),
      ),
    ),
    Scan: index.chain((chosen) =>
      merged(
        ...common,
        fc.constant(indexName(chosen)),
        expressions({
          FilterExpression: [conditionIn(table), 40],
          ProjectionExpression: [projectionIn(table), 20],
        }),
        member(
          'segments',
          rarely<readonly (number | undefined)[]>(
            fc.constantFrom([0, 0], [2, 2], [-1, 2], [undefined, 2], [0, undefined]),
            fc.constantFrom([0, 1], [0, 2], [0, 4]),
            10,
          ),
          6,
        ).map(({ segments }): Json => {
          if (!segments) return {};
          const [Segment, TotalSegments] = segments as readonly (number | undefined)[];
          return { ...(Segment !== undefined && { Segment }), ...(TotalSegments !== undefined && { TotalSegments }) };
        }),
      ),
    ),
  };
};

const batches = (table: TableShape) => {
  const keys = fc.array(keyOf(table), { minLength: 1, maxLength: 8 });
  const write = fc.oneof(
    { weight: 20, arbitrary: itemOf(table).map((Item): Json => ({ PutRequest: { Item } })) },
    { weight: 12, arbitrary: keyOf(table).map((Key): Json => ({ DeleteRequest: { Key } })) },
    {
      weight: 1,
      arbitrary: fc.constantFrom<Json>({}, { PutRequest: {} }),
    },
  );
  /** A batch that names a key twice is refused: most are made without. */
  const apart = <T>(list: readonly T[], keyIn: (one: T) => unknown): T[] => [
    ...new Map(list.map((one) => [JSON.stringify(keyIn(one)), one])).values(),
  ];
  const keyAttributes = (item: unknown): unknown => [(item as Json)?.[table.hash], (item as Json)?.[table.range ?? '']];
  const written = (one: Json): unknown =>
    keyAttributes((one.PutRequest as Json)?.Item ?? (one.DeleteRequest as Json)?.Key);
  const tables = rarely(fc.constantFrom('nosuch', 'x'), fc.constant(table.name), 60);
  return {
    BatchGetItem: merged(
      fc
        .tuple(
          tables,
          rarely(
            keys,
            keys.map((list) => apart(list, keyAttributes)),
            12,
          ),
          expressions({ ProjectionExpression: [projectionIn(table), 40] }),
          consistent,
        )
        .map(([name, Keys, projection, reading]) => ({
          RequestItems: { [name]: { Keys, ...projection, ...reading } },
        })),
      capacity,
    ),
    BatchWriteItem: merged(
      fc.tuple(tables, fc.boolean(), fc.array(write, { minLength: 1, maxLength: 8 })).map(([name, twice, list]) => ({
        RequestItems: { [name]: twice && list.length > 6 ? list : apart(list, written) },
      })),
      capacity,
      metrics,
    ),
  };
};

const WEIGHTS = {
  PutItem: 22,
  UpdateItem: 26,
  DeleteItem: 7,
  GetItem: 10,
  Query: 18,
  Scan: 8,
  BatchGetItem: 5,
  BatchWriteItem: 6,
};

/** Requests on a table: every operation, mostly right, and biased to what is interesting. */
export const requestOn = (table: TableShape): fc.Arbitrary<Request> => {
  const inputs = { ...single(table), ...reads(table), ...batches(table) };
  return fc.oneof(
    ...Object.entries(inputs).map(([operation, input]) => ({
      weight: WEIGHTS[operation as keyof typeof WEIGHTS],
      arbitrary: input.map((one): Request => ({ operation, input: one })),
    })),
    { weight: 5, arbitrary: tableRequest(table) },
  );
};

/** A first few items, so that there is something to read. */
export const firstItems = (table: TableShape): fc.Arbitrary<readonly Request[]> =>
  fc.array(
    itemOf(table).map((Item): Request => ({ operation: 'PutItem', input: { TableName: table.name, Item } })),
    { minLength: 4, maxLength: 8, size: 'max' },
  );
