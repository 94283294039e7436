import type { Store } from '../../../store.ts';
import type { Item } from '../values/attribute-value.ts';
import { expiryOf, placeOf } from './rows.ts';
import type { Index, Table } from './table.ts';

/** Makes the SQLite table of a table's items: in order of partition and range key, the item's JSON last, so that sizes are
 * summed without reading it. */
export const createItemRows = (store: Store, { rows }: Table): void =>
  store.schema(`CREATE TABLE ${rows} (
    p BLOB NOT NULL, r BLOB NOT NULL, size INTEGER NOT NULL, expires INTEGER, item TEXT NOT NULL, PRIMARY KEY (p, r)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX ${rows}_expiry ON ${rows} (expires) WHERE expires IS NOT NULL;`);

/** Makes the SQLite table of an index: the index's own key, then the place of the item, whose attributes are read there. So a write
 * touches an index only where the index's key changes. */
export const createIndexRows = (store: Store, { rows }: Index): void =>
  store.schema(`CREATE TABLE ${rows} (
    p BLOB NOT NULL, r BLOB NOT NULL, tp BLOB NOT NULL, tr BLOB NOT NULL, PRIMARY KEY (p, r, tp, tr)
  ) STRICT, WITHOUT ROWID;`);

/** Drops a SQLite table of a table or an index. */
export const dropRows = (store: Store, rows: string): void => store.schema(`DROP TABLE ${rows}`);

interface ItemRow {
  readonly p: Uint8Array;
  readonly r: Uint8Array;
  readonly item: string;
}

/** How many items are read at once where all are. */
const CHUNK = 500;

/** All items of a table, a chunk at a time. */
function* everyItem(store: Store, { rows }: Table): Generator<ItemRow> {
  let after: ItemRow | undefined;
  for (;;) {
    const chunk = after
      ? store.all<ItemRow>(
          `SELECT p, r, item FROM ${rows} WHERE (p, r) > (?, ?) ORDER BY p, r LIMIT ${CHUNK}`,
          after.p,
          after.r,
        )
      : store.all<ItemRow>(`SELECT p, r, item FROM ${rows} ORDER BY p, r LIMIT ${CHUNK}`);
    yield* chunk;
    after = chunk.at(-1);
    if (chunk.length < CHUNK) return;
  }
}

/** Puts a table's items into a new index; those whose attributes are not as its keys are left out, as DynamoDB does.
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/GSI.OnlineOps.ViolationDetection.html */
export const backfill = (store: Store, table: Table, index: Index): void => {
  for (const { p, r, item } of everyItem(store, table)) {
    const place = placeOf(index, JSON.parse(item) as Item);
    if (place) store.run(`INSERT INTO ${index.rows} VALUES (?, ?, ?, ?)`, place.partition, place.range, p, r);
  }
};

/** Notes when each item expires, by the attribute that the table has for it now. */
export const rewriteExpiries = (store: Store, table: Table): void => {
  for (const { p, r, item } of everyItem(store, table)) {
    const expires = expiryOf(table, JSON.parse(item) as Item);
    store.run(`UPDATE ${table.rows} SET expires = ? WHERE p = ? AND r = ?`, expires, p, r);
  }
};
