import { invalid, invalidParameter } from '../errors.ts';
import type { Update } from '../expressions/index.ts';
import { expressionsOf, refusePathsIntoKeys } from '../requests/expressions.ts';
import { checkIndexKeys, placeOfKey } from '../requests/keys.ts';
import { type Sized, sized } from '../storage/items.ts';
import type { Table } from '../storage/table.ts';
import { readItem } from '../values/read-value.ts';
import type { Action } from './action.ts';
import { MAX_ITEM_BYTES } from './put.ts';

/** What an update's expression came upon. */
export type Applied = ReturnType<Update['apply']>;

/** An update, of UpdateItem or of a transaction; `applied` hears what its expression did. */
export const updateAction = (
  tableName: string,
  request: Readonly<Record<string, unknown>>,
  applied: (result: Applied) => void = () => {},
): Action => {
  const key = readItem(request.Key);
  const expressions = expressionsOf(request, ['UpdateExpression', 'ConditionExpression']);
  const { condition, update } = expressions;
  return {
    tableName,
    on: (table) => {
      const place = placeOfKey(table, key);
      if (update) refuseKeyAttributes(table, update);
      refusePathsIntoKeys(table, expressions, ['UpdateExpression']);
      const after = (before: Sized | undefined): Sized => {
        const start = before?.item ?? key;
        if (!update) return before ?? sized(start);
        const result = update.apply(start);
        applied(result);
        const now = sized(result.item);
        if (now.size > MAX_ITEM_BYTES) throw invalid('Item size to update has exceeded the maximum allowed size');
        checkIndexKeys(table, result.item);
        return now;
      };
      return { table, place, condition, after };
    },
  };
};

const refuseKeyAttributes = (table: Table, { names }: Update): void => {
  for (const name of table.keyNames) {
    if (names.has(name)) throw invalidParameter(`Cannot update attribute ${name}. This attribute is part of the key`);
  }
};
