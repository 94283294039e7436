import { invalid } from '../errors.ts';
import { expressionsOf } from '../requests/expressions.ts';
import { placeOfItem } from '../requests/keys.ts';
import { sized } from '../storage/items.ts';
import { readItem } from '../values/read-value.ts';
import type { Action } from './action.ts';

/** The largest item, names and values together.
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Constraints.html#limits-items */
export const MAX_ITEM_BYTES = 400 * 1024;

/** A put, of PutItem or of a transaction. */
export const putAction = (tableName: string, request: Readonly<Record<string, unknown>>): Action => {
  const after = sized(readItem(request.Item));
  if (after.size > MAX_ITEM_BYTES) throw invalid('Item size has exceeded the maximum allowed size');
  const { condition } = expressionsOf(request, ['ConditionExpression']);
  return {
    tableName,
    on: (table) => ({ table, place: placeOfItem(table, after.item), condition, after: () => after }),
  };
};
