import { own } from '../../../kit/own.ts';
import type { Item } from '../values/attribute-value.ts';
import { encodeKey, type KeyAttribute, partitionOf } from '../values/key-encoding.ts';
import type { Index, Keyed, Table } from './table.ts';

/** Where an item is: the partition of its hash key, and its range key's bytes (empty where there is none). */
export interface Place {
  readonly partition: Uint8Array;
  readonly range: Uint8Array;
}

const NOTHING = new Uint8Array(0);

/** The place of an item, or of a key, in a table or an index; undefined where it lacks an attribute of the key, or has one of
 * another type: an index does not hold such an item. */
export const placeOf = (keyed: Keyed, item: Item): Place | undefined => {
  const hash = keyBytes(keyed.hash, item);
  if (!hash) return undefined;
  const range = keyed.range ? keyBytes(keyed.range, item) : NOTHING;
  return range && { partition: partitionOf(hash), range };
};

const keyBytes = ({ name, type }: KeyAttribute, item: Item): Buffer | undefined => {
  const value = own(item, name);
  return value && type in value ? encodeKey(value) : undefined;
};

/** Whether an index holds an item: it has the index's keys, of the types that the index has. */
export const holds = ({ hash, range }: Keyed, item: Item): boolean =>
  hasKey(hash, item) && (range === undefined || hasKey(range, item));

const hasKey = ({ name, type }: KeyAttribute, item: Item): boolean => {
  const value = own(item, name);
  return value !== undefined && type in value;
};

/** Whether two items, both with the keys of a table or an index, have the same. */
export const sameKey = ({ hash, range }: Keyed, one: Item, other: Item): boolean =>
  sameAttribute(hash, one, other) && (range === undefined || sameAttribute(range, one, other));

const sameAttribute = ({ name, type }: KeyAttribute, one: Item, other: Item): boolean =>
  (own(one, name) as Scalar | undefined)?.[type] === (own(other, name) as Scalar | undefined)?.[type];

type Scalar = Readonly<Record<string, string>>;

/** What an index holds of an item. */
export const projected = (index: Index, item: Item): Item => {
  const { attributes } = index;
  if (!attributes) return item;
  const entry = Object.create(null) as Item;
  for (const name of Object.keys(item)) if (attributes.has(name)) entry[name] = item[name] as Item[string];
  return entry;
};

/** The attributes of some names. */
export const pick = (item: Item, names: Iterable<string>): Item => {
  const picked = Object.create(null) as Item;
  for (const name of names) {
    const value = own(item, name);
    if (value) picked[name] = value;
  }
  return picked;
};

/** The five years after which an item is too old to be deleted by its time to live, in seconds.
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/time-to-live-ttl-before-you-start.html */
export const OLDEST_EXPIRY_SECONDS = 5 * 365 * 24 * 3600;

/** The latest moment that is taken for one: the year 9999. */
const LATEST_SECONDS = 253_402_300_799;

/** When an item expires, in whole seconds since the epoch; null where it does not. */
export const expiryOf = (table: Table, item: Item): number | null => {
  const { timeToLiveAttribute } = table.definition;
  const value = timeToLiveAttribute === undefined ? undefined : own(item, timeToLiveAttribute);
  if (!value || !('N' in value)) return null;
  const seconds = Math.floor(Number(value.N));
  return seconds > 0 && seconds <= LATEST_SECONDS ? seconds : null;
};
