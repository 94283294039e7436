import { AwsError } from '../../../aws-error.ts';
import { consumedCapacity, readUnits, unitsByTable, unitsRead } from '../capacity.ts';
import type { TableOperation } from '../context.ts';
import { invalid } from '../errors.ts';
import type { Expressions } from '../expressions/index.ts';
import { expressionsOf, refusePathsIntoKeys } from '../requests/expressions.ts';
import { placeOfKey } from '../requests/keys.ts';
import { reported, tableName } from '../requests/members.ts';
import { anything, checkRequest, list, needed, structure } from '../requests/shape.ts';
import type { Place } from '../storage/rows.ts';
import type { Table } from '../storage/table.ts';
import type { Item } from '../values/attribute-value.ts';
import { readItem } from '../values/read-value.ts';
import { textOfPlace } from './batch-get-item.ts';
import { cancelled, NO_REASON } from './cancellation.ts';

const shape = structure({
  ReturnConsumedCapacity: reported,
  TransactItems: needed(
    list(structure({ Get: needed(structure({ Key: needed(anything), TableName: needed(tableName) })) }), 1, 100),
  ),
});

const MAX_TRANSACTION_BYTES = 4 * 1024 * 1024;

/** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TransactGetItems.html */
export const transactGetItems: TableOperation = ({ catalogue, items, engine }, input) => {
  const request = checkRequest(shape, input);
  const raw = input.TransactItems as readonly { readonly Get: Readonly<Record<string, unknown>> }[];
  const wanted = request.TransactItems.map(({ Get }, index) => ({
    tableName: Get.TableName,
    key: readItem(Get.Key),
    expressions: expressionsOf(raw[index]?.Get ?? {}, ['ProjectionExpression']),
  }));
  const gets = locateAll(wanted.map((each) => ({ ...each, table: catalogue.get(each.tableName) })));
  const found = gets.map(({ table, place }) => items.get(table, place));
  if (found.reduce((sum, each) => sum + (each?.size ?? 0), 0) > MAX_TRANSACTION_BYTES) {
    throw invalid('The total size of items in the transaction exceeds 4 MB');
  }
  const units = gets.map(({ table }, index) => unitsRead(table, 2 * readUnits(found[index]?.size ?? 0, true)));
  for (const each of units) engine.count('dynamodb.rru', each.units);
  const consumed = unitsByTable(units).map((each) => consumedCapacity(each, request.ReturnConsumedCapacity, 'Read'));
  return {
    Responses: found.map((each, index) => (each ? { Item: shown(each.item, gets[index]?.expressions) } : {})),
    ...(consumed[0] && { ConsumedCapacity: consumed }),
  };
};

const shown = (item: Item, expressions: Expressions | undefined): Item =>
  expressions?.projection?.project(item) ?? item;

interface Wanted {
  readonly table: Table;
  readonly key: Item;
  readonly expressions: Expressions;
}

const locateAll = (wanted: readonly Wanted[]): readonly (Wanted & { readonly place: Place })[] => {
  const located: (Wanted & { readonly place: Place })[] = [];
  const reasons = wanted.map((each) => {
    try {
      refusePathsIntoKeys(each.table, each.expressions, ['ProjectionExpression']);
      located.push({ ...each, place: placeOfKey(each.table, each.key) });
      return NO_REASON;
    } catch (error) {
      if (!(error instanceof AwsError)) throw error;
      return { Code: 'ValidationError', Message: error.message };
    }
  });
  if (located.length < wanted.length) throw cancelled(reasons);
  const distinct = new Set(located.map(({ table, place }) => `${table.name} ${textOfPlace(place)}`));
  if (distinct.size < located.length) {
    throw invalid('Transaction request cannot include multiple operations on one item');
  }
  return located;
};
