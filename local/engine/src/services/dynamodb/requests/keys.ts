import { own } from '../../../kit/own.ts';
import { EmptyKeyError, invalid, invalidParameter } from '../errors.ts';
import { type Place, placeOf } from '../storage/rows.ts';
import type { Keyed, Table } from '../storage/table.ts';
import type { AttributeValue, Item } from '../values/attribute-value.ts';
import type { KeyAttribute } from '../values/key-encoding.ts';

const MISMATCH = 'The provided key element does not match the schema';
const MAX_HASH_BYTES = 2048;
const MAX_RANGE_BYTES = 1024;

/** The place of a key that stands by itself. Throws ValidationException where it is not the table's. */
export const placeOfKey = (table: Table, key: Item): Place => {
  if (Object.keys(key).length !== table.keyNames.length) throw invalid(MISMATCH);
  for (const attribute of attributesOf(table))
    checkKeyPiece(attribute, own(key, attribute.name), attribute === table.hash);
  return located(table, key);
};

/** The place of an item. Throws ValidationException where it lacks the table's key, or where what it has for an index's key is none. */
export const placeOfItem = (table: Table, item: Item): Place => {
  for (const attribute of attributesOf(table)) {
    const { name, type } = attribute;
    const value = own(item, name);
    if (!value) throw invalidParameter(`Missing the key ${name} in the item`);
    if (!(type in value)) {
      throw invalidParameter(`Type mismatch for key ${name} expected: ${type} actual: ${Object.keys(value)[0]}`);
    }
    checkKeyPiece(attribute, value, attribute === table.hash);
  }
  checkIndexKeys(table, item);
  return located(table, item);
};

/** Throws ValidationException where a key attribute of an index has another type, no content, or too much. */
export const checkIndexKeys = (table: Table, item: Item): void => {
  for (const index of table.indexes) {
    for (const attribute of attributesOf(index)) {
      const { name, type } = attribute;
      const value = own(item, name);
      if (!value) continue;
      if (!(type in value)) {
        throw invalidParameter(
          `Type mismatch for Index Key ${name} Expected: ${type} Actual: ${Object.keys(value)[0]} IndexName: ${index.name}`,
        );
      }
      if (isEmpty(value)) {
        throw new EmptyKeyError(
          type as 'S' | 'B',
          `IndexName: ${index.name}, IndexKey: ${name}`,
          'A value specified for a secondary index key is not supported. ',
        );
      }
      checkBytes(value, attribute === index.hash);
    }
  }
};

/** Throws ValidationException where a value cannot be the key attribute's. */
export const checkKeyPiece = (
  { name, type }: KeyAttribute,
  value: AttributeValue | undefined,
  isHash: boolean,
): void => {
  if (!value || !(type in value)) throw invalid(MISMATCH);
  if (isEmpty(value)) throw new EmptyKeyError(type as 'S' | 'B', `Key: ${name}`);
  checkBytes(value, isHash);
};

const attributesOf = ({ hash, range }: Keyed): readonly KeyAttribute[] => (range ? [hash, range] : [hash]);

const located = (table: Table, item: Item): Place => {
  const place = placeOf(table, item);
  if (!place) throw invalid(MISMATCH);
  return place;
};

const isEmpty = (value: AttributeValue): boolean =>
  ('S' in value && value.S === '') || ('B' in value && value.B === '');

const checkBytes = (value: AttributeValue, isHash: boolean): void => {
  const bytes = 'S' in value ? Buffer.byteLength(value.S) : 'B' in value ? Buffer.byteLength(value.B, 'base64') : 0;
  if (isHash && bytes > MAX_HASH_BYTES) {
    throw invalidParameter(`Size of hashkey has exceeded the maximum size limit of${MAX_HASH_BYTES} bytes`);
  }
  if (!isHash && bytes > MAX_RANGE_BYTES) {
    throw invalidParameter(`Aggregated size of all range keys has exceeded the size limit of ${MAX_RANGE_BYTES} bytes`);
  }
};
