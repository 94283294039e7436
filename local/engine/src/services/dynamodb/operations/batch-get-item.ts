import { consumedCapacity, readUnits, totalUnits, type Units, unitsByTable, unitsRead } from '../capacity.ts';
import type { Context, TableOperation } from '../context.ts';
import { invalid } from '../errors.ts';
import type { Expressions } from '../expressions/index.ts';
import { projectionOf, refusePathsIntoKeys } from '../requests/expressions.ts';
import { placeOfKey } from '../requests/keys.ts';
import { plainName, reported } from '../requests/members.ts';
import { anything, checkRequest, list, mapOf, needed, structure, truth } from '../requests/shape.ts';
import type { Place } from '../storage/rows.ts';
import type { Table } from '../storage/table.ts';
import type { Item } from '../values/attribute-value.ts';
import { readItem } from '../values/read-value.ts';

const keysAndAttributes = structure({ Keys: needed(list(anything, 1, 100)), ConsistentRead: truth });
const shape = structure({
  ReturnConsumedCapacity: reported,
  RequestItems: needed(mapOf(keysAndAttributes, 1)),
});

const MAX_KEYS = 100;
/** What an answer holds at most; keys beyond are given back. */
const MAX_ANSWER_BYTES = 16 * 1024 * 1024;

type Raw = Readonly<Record<string, unknown>>;

/** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_BatchGetItem.html */
export const batchGetItem: TableOperation = (context, input) => {
  const request = checkRequest(shape, input);
  const wanted = Object.entries(request.RequestItems).map(([name, { Keys, ConsistentRead }]) => {
    const raw = (input.RequestItems as Record<string, Raw>)[name] ?? {};
    return { name, raw, consistent: ConsistentRead === true, expressions: projectionOf(raw), keys: Keys.map(readItem) };
  });
  if (wanted.reduce((sum, { keys }) => sum + keys.length, 0) > MAX_KEYS) {
    throw invalid('Too many items requested for the BatchGetItem call');
  }
  for (const { keys } of wanted) refuseDuplicates(keys);
  const reads = wanted.map((each) => ({ ...each, ...locate(context, each) }));
  const answer = readAll(context, reads);
  const units = unitsByTable(answer.units);
  for (const each of units) context.engine.count('dynamodb.rru', totalUnits(each));
  const reportedUnits = units.map((each) => consumedCapacity(each, request.ReturnConsumedCapacity));
  return {
    Responses: answer.responses,
    UnprocessedKeys: answer.unprocessed,
    ...(reportedUnits[0] && { ConsumedCapacity: reportedUnits }),
  };
};

interface Read {
  readonly name: string;
  readonly raw: Raw;
  readonly keys: readonly Item[];
  readonly consistent: boolean;
  readonly expressions: Expressions;
  readonly table: Table;
  readonly places: readonly Place[];
}

const locate = (
  { catalogue }: Context,
  { name, keys, expressions }: Pick<Read, 'name' | 'keys' | 'expressions'>,
): Pick<Read, 'table' | 'places'> => {
  const table = catalogue.get(plainName(name));
  const places = keys.map((key) => placeOfKey(table, key));
  refusePathsIntoKeys(table, expressions, ['ProjectionExpression']);
  return { table, places };
};

const refuseDuplicates = (keys: readonly Item[]): void => {
  const distinct = new Set(keys.map((key) => JSON.stringify(Object.entries(key).sort())));
  if (distinct.size < keys.length) throw invalid('Provided list of item keys contains duplicates');
};

/** A place as a text, for comparisons. */
export const textOfPlace = ({ partition, range }: Place): string =>
  `${Buffer.from(partition).toString('base64')} ${Buffer.from(range).toString('base64')}`;

const readAll = ({ items }: Context, reads: readonly Read[]) => {
  const responses: Record<string, Item[]> = {};
  const unprocessed: Record<string, Raw> = {};
  const units: Units[] = [];
  let bytes = 0;
  for (const { name, raw, keys, table, places, consistent, expressions } of reads) {
    const found: Item[] = [];
    const left: Item[] = [];
    for (const [at, place] of places.entries()) {
      const sized = items.get(table, place);
      bytes += sized?.size ?? 0;
      if (bytes > MAX_ANSWER_BYTES) {
        left.push(keys[at] as Item);
        continue;
      }
      units.push(unitsRead(table, readUnits(sized?.size ?? 0, consistent)));
      if (sized) found.push(expressions.projection?.project(sized.item) ?? sized.item);
    }
    responses[name] = found;
    if (left.length > 0) unprocessed[name] = { ...raw, Keys: left };
  }
  return { responses, unprocessed, units };
};
