import { consumedCapacity, readUnits, unitsRead } from '../capacity.ts';
import type { TableOperation } from '../context.ts';
import { projectionOf, refusePathsIntoKeys } from '../requests/expressions.ts';
import { placeOfKey } from '../requests/keys.ts';
import { reported, tableName } from '../requests/members.ts';
import { anything, checkRequest, needed, structure, truth } from '../requests/shape.ts';
import { readItem } from '../values/read-value.ts';

const shape = structure({
  ReturnConsumedCapacity: reported,
  TableName: needed(tableName),
  Key: needed(anything),
  ConsistentRead: truth,
});

/** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_GetItem.html */
export const getItem: TableOperation = (context, input) => {
  const request = checkRequest(shape, input);
  const key = readItem(request.Key);
  const expressions = projectionOf(input);
  const table = context.catalogue.get(request.TableName);
  const place = placeOfKey(table, key);
  refusePathsIntoKeys(table, expressions, ['ProjectionExpression']);
  const found = context.items.get(table, place);
  const { projection } = expressions;
  const units = readUnits(found?.size ?? 0, request.ConsistentRead === true);
  context.engine.count('dynamodb.rru', units);
  const ConsumedCapacity = consumedCapacity(unitsRead(table, units), request.ReturnConsumedCapacity);
  return {
    ...(found && { Item: projection ? projection.project(found.item) : found.item }),
    ...(ConsumedCapacity && { ConsumedCapacity }),
  };
};
