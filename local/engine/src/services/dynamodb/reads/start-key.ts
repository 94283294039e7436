import { AwsError } from '../../../aws-error.ts';
import { own } from '../../../kit/own.ts';
import { invalid } from '../errors.ts';
import { checkKeyPiece, placeOfKey } from '../requests/keys.ts';
import { pick, placeOf } from '../storage/rows.ts';
import type { Index, Table } from '../storage/table.ts';
import type { Position } from '../storage/walk.ts';
import type { Item } from '../values/attribute-value.ts';
import { readItem } from '../values/read-value.ts';

const INVALID = 'The provided starting key is invalid';

/** DynamoDB says of some faults what they are a fault of, and of these not. */
const UNTOLD = /contains duplicates|number set|numeric value|significant digits|number with magnitude/;

/** Reads the values of an ExclusiveStartKey. Throws ValidationException. */
export const readStartKey = (raw: unknown): Item | undefined => {
  if (raw === undefined || raw === null) return undefined;
  try {
    return readItem(raw);
  } catch (error) {
    if (!(error instanceof AwsError) || error.code !== 'ValidationException' || UNTOLD.test(error.message)) throw error;
    throw invalid(`${INVALID}: ${error.message}`);
  }
};

/** The row after which a page begins. Throws ValidationException where the key is not one of the table's, or the index's. */
export const positionOf = (table: Table, index: Index | undefined, key: Item, by: 'Query' | 'Scan'): Position => {
  const indexKeys = index ? [index.hash, ...(index.range ? [index.range] : [])] : [];
  const names = new Set([...table.keyNames, ...indexKeys.map(({ name }) => name)]);
  if (Object.keys(key).length !== names.size) {
    throw invalid(index || by === 'Query' ? INVALID : `${INVALID}: The provided key element does not match the schema`);
  }
  for (const attribute of indexKeys) {
    const value = own(key, attribute.name);
    if (!value) throw invalid(INVALID);
    checkKeyPiece(attribute, value, attribute === index?.hash);
  }
  const item = placeInTable(table, key);
  if (!index) return { place: item };
  const place = placeOf(index, key);
  if (!place) throw invalid(INVALID);
  return { place, item };
};

const placeInTable = (table: Table, key: Item) => {
  try {
    return placeOfKey(table, pick(key, table.keyNames));
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    throw invalid(`${INVALID}: ${error.message}`);
  }
};
