import { expressionsOf } from '../requests/expressions.ts';
import { placeOfKey } from '../requests/keys.ts';
import { readItem } from '../values/read-value.ts';
import type { Action } from './action.ts';

/** A deletion, of DeleteItem or of a transaction. */
export const deleteAction = (tableName: string, request: Readonly<Record<string, unknown>>): Action => {
  const key = readItem(request.Key);
  const { condition } = expressionsOf(request, ['ConditionExpression']);
  return { tableName, on: (table) => ({ table, place: placeOfKey(table, key), condition, after: () => undefined }) };
};

/** A transaction's condition on an item that it does not write. */
export const checkAction = (tableName: string, request: Readonly<Record<string, unknown>>): Action => {
  const { on } = deleteAction(tableName, request);
  return { tableName, on: (table) => ({ ...on(table), onlyChecks: true, after: (before) => before }) };
};
