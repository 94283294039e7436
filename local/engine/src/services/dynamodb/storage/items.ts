import type { Store } from '../../../store.ts';
import type { Item } from '../values/attribute-value.ts';
import { itemSize } from '../values/sizes.ts';
import { expiryOf, holds, type Place, placeOf, sameKey } from './rows.ts';
import type { Index, Table } from './table.ts';

/** An item and its size in bytes. */
export interface Sized {
  readonly item: Item;
  readonly size: number;
}

/** What a write did, which is what is billed. */
export interface Written {
  readonly table: Table;
  readonly before?: Sized | undefined;
  readonly after?: Sized | undefined;
}

/** The items of all tables, one at a time. */
export interface Items {
  get(table: Table, place: Place): Sized | undefined;
  /** Puts `after` in the place of `before` (either may be missing), in the table and in the indexes whose keys differ. */
  write(table: Table, place: Place, before: Sized | undefined, after: Sized | undefined): Written;
}

interface Row {
  readonly size: number;
  readonly item: string;
}

/** What an index has to forget, and to learn. */
interface IndexChange {
  readonly index: Index;
  readonly gone?: Place | undefined;
  readonly come?: Place | undefined;
}

/** An item with its size. */
export const sized = (item: Item): Sized => ({ item, size: itemSize(item) });

/** Opens the items in the store. */
export const openItems = (store: Store): Items => {
  const writeItem = (table: Table, { partition, range }: Place, after: Sized | undefined): void => {
    if (!after) {
      store.run(`DELETE FROM ${table.rows} WHERE p = ? AND r = ?`, partition, range);
      return;
    }
    store.run(
      `INSERT OR REPLACE INTO ${table.rows} (p, r, size, expires, item) VALUES (?, ?, ?, ?, ?)`,
      partition,
      range,
      after.size,
      expiryOf(table, after.item),
      JSON.stringify(after.item),
    );
  };

  const writeIndex = ({ index, gone, come }: IndexChange, { partition, range }: Place): void => {
    if (gone) {
      store.run(
        `DELETE FROM ${index.rows} WHERE p = ? AND r = ? AND tp = ? AND tr = ?`,
        gone.partition,
        gone.range,
        partition,
        range,
      );
    }
    if (come) {
      store.run(`INSERT INTO ${index.rows} VALUES (?, ?, ?, ?)`, come.partition, come.range, partition, range);
    }
  };

  return {
    get: (table, { partition, range }) => {
      const row = store.get<Row>(`SELECT size, item FROM ${table.rows} WHERE p = ? AND r = ?`, partition, range);
      return row && { size: row.size, item: JSON.parse(row.item) as Item };
    },
    write: (table, place, before, after) => {
      if (before || after) {
        const changes = indexChanges(table, before?.item, after?.item);
        if (changes.length === 0) writeItem(table, place, after);
        else {
          store.transaction(() => {
            writeItem(table, place, after);
            for (const change of changes) writeIndex(change, place);
          });
        }
      }
      return { table, before, after };
    },
  };
};

const indexChanges = (table: Table, before: Item | undefined, after: Item | undefined): readonly IndexChange[] => {
  const changes: IndexChange[] = [];
  for (const index of table.indexes) {
    const was = before && holds(index, before) ? before : undefined;
    const is = after && holds(index, after) ? after : undefined;
    if (was && is ? sameKey(index, was, is) : was === is) continue;
    changes.push({ index, gone: was && placeOf(index, was), come: is && placeOf(index, is) });
  }
  return changes;
};
