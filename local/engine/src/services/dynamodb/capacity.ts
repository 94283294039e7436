import { own } from '../../kit/own.ts';
import type { Sized, Written } from './storage/items.ts';
import { holds, projected, sameKey } from './storage/rows.ts';
import type { Index, Table } from './storage/table.ts';
import type { AttributeValue, Item } from './values/attribute-value.ts';
import { itemSize } from './values/sizes.ts';

const WRITE_UNIT_BYTES = 1024;
const READ_UNIT_BYTES = 4096;

/** Capacity units of one table and its indexes.
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/read-write-operations.html */
export interface Units {
  readonly table: Table;
  units: number;
  /** By the index's name. */
  readonly indexes: Map<string, number>;
}

/** Write units for some bytes: at least one. */
export const writeUnits = (bytes: number): number => Math.max(1, Math.ceil(bytes / WRITE_UNIT_BYTES));

/** Read units for some bytes: at least one, half as many where reads need not be consistent. */
export const readUnits = (bytes: number, consistent: boolean): number =>
  Math.max(1, Math.ceil(bytes / READ_UNIT_BYTES)) / (consistent ? 1 : 2);

/** Read units of a table, or of one of its indexes. */
export const unitsRead = (
  table: Table,
  units: number,
  index?: { readonly name: string; readonly units: number },
): Units => ({
  table,
  units,
  indexes: new Map(index ? [[index.name, index.units]] : []),
});

/** What a write costs the table and each index that it touches.
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/GSI.html#GSI.ThroughputConsiderations.Writes */
export const unitsWritten = ({ table, before, after }: Written): Units => {
  const indexes = new Map<string, number>();
  for (const index of table.indexes) {
    const units = indexUnits(index, before, after);
    if (units > 0) indexes.set(index.name, units);
  }
  return { table, units: writeUnits(Math.max(before?.size ?? 0, after?.size ?? 0)), indexes };
};

const indexUnits = (index: Index, before: Sized | undefined, after: Sized | undefined): number => {
  const was = before && holds(index, before.item) ? before : undefined;
  const is = after && holds(index, after.item) ? after : undefined;
  if (was && is) {
    // Another key is an entry deleted and an entry put.
    if (!sameKey(index, was.item, is.item)) return entryUnits(index, was) + entryUnits(index, is);
    const same = sameItem(projected(index, was.item), projected(index, is.item));
    return same ? 0 : Math.max(entryUnits(index, was), entryUnits(index, is));
  }
  const one = was ?? is;
  return one ? entryUnits(index, one) : 0;
};

const entryUnits = (index: Index, { item, size }: Sized): number =>
  writeUnits(index.attributes ? itemSize(projected(index, item)) : size);

const sameItem = (one: Item, other: Item): boolean => {
  const names = Object.keys(one);
  return names.length === Object.keys(other).length && names.every((name) => sameValue(one[name], own(other, name)));
};

const sameValue = (one: AttributeValue | undefined, other: AttributeValue | undefined): boolean =>
  one === other || JSON.stringify(one) === JSON.stringify(other);

/** All units: of the table and its indexes. */
export const totalUnits = ({ units, indexes }: Units): number => {
  let total = units;
  for (const each of indexes.values()) total += each;
  return total;
};

/** What a write costs inside a transaction: twice what it costs the table; an index is brought up to date after it, as after any write.
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/transaction-apis.html#transaction-capacity-handling */
export const unitsWrittenTogether = (written: Written): Units => {
  const units = unitsWritten(written);
  return { ...units, units: units.units * 2 };
};

/** Units of one table after another, one entry a table. */
export const unitsByTable = (all: readonly Units[]): readonly Units[] => {
  const sums = new Map<string, Units>();
  for (const each of all) {
    const sum = sums.get(each.table.name);
    if (!sum) {
      sums.set(each.table.name, { ...each, indexes: new Map(each.indexes) });
      continue;
    }
    sum.units += each.units;
    for (const [name, units] of each.indexes) sum.indexes.set(name, (sum.indexes.get(name) ?? 0) + units);
  }
  return [...sums.values()];
};

/** What a request wants to know of its cost. */
export type Reported = 'INDEXES' | 'TOTAL' | 'NONE' | undefined;

/** `ConsumedCapacity` as on the wire; undefined where it is not asked for. `kind` tells reads from writes where a transaction
 * shows which they were. */
export const consumedCapacity = (
  units: Units,
  reported: Reported,
  kind?: 'Read' | 'Write',
): Record<string, unknown> | undefined => {
  if (reported !== 'TOTAL' && reported !== 'INDEXES') return undefined;
  const shown = (amount: number) => ({ CapacityUnits: amount, ...(kind && { [`${kind}CapacityUnits`]: amount }) });
  const capacity = { TableName: units.table.name, ...shown(totalUnits(units)) };
  if (reported === 'TOTAL') return capacity;
  const indexes = (global: boolean) => {
    const some = units.table.indexes.filter((index) => index.global === global && units.indexes.has(index.name));
    if (some.length === 0) return {};
    const entries = some.map(({ name }) => [name, shown(units.indexes.get(name) ?? 0)]);
    return { [global ? 'GlobalSecondaryIndexes' : 'LocalSecondaryIndexes']: Object.fromEntries(entries) };
  };
  return { ...capacity, Table: shown(units.units), ...indexes(true), ...indexes(false) };
};
