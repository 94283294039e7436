import type { SQLInputValue } from 'node:sqlite';
import type { Store } from '../../../store.ts';
import type { Item } from '../values/attribute-value.ts';
import type { Sized } from './items.ts';
import type { Place } from './rows.ts';
import type { Index, Table } from './table.ts';

/** One end of a range of keys. */
export interface Bound {
  readonly bytes: Uint8Array;
  readonly inclusive: boolean;
}

/** Which rows of a table or an index are read, and in which order. */
export interface Walk {
  readonly table: Table;
  readonly index?: Index | undefined;
  /** One partition (a Query); all, or those between `first` and `last`, without it (a Scan). */
  readonly partition?: Uint8Array | undefined;
  readonly low?: Bound | undefined;
  readonly high?: Bound | undefined;
  /** Partitions from this on. */
  readonly first?: Uint8Array | undefined;
  /** Partitions before this. */
  readonly last?: Uint8Array | undefined;
  readonly backward?: boolean | undefined;
  /** The row after which it goes on: its place in the index, where there is one, and in the table. */
  readonly after?: Position | undefined;
}

/** The place of a row. */
export interface Position {
  readonly place: Place;
  /** In an index: the item's place in its table. */
  readonly item?: Place | undefined;
}

interface Row {
  readonly p: Uint8Array;
  readonly r: Uint8Array;
  readonly tp?: Uint8Array;
  readonly tr?: Uint8Array;
  readonly size: number;
  readonly item: string;
}

/** How many rows are read at once: few where few are wanted. */
const FIRST_CHUNK = 32;
const LARGEST_CHUNK = 512;

/** The items of a walk, read in chunks as they are asked for; `expected` is how many rows the caller takes at most. */
export function* walkItems(store: Store, walk: Walk, expected = Number.POSITIVE_INFINITY): Generator<Sized> {
  let after = walk.after;
  let chunk = Math.min(expected, FIRST_CHUNK);
  for (;;) {
    const { sql, values } = statementOf({ ...walk, after });
    const rows = store.all<Row>(sql, ...values, chunk);
    for (const { size, item } of rows) yield { size, item: JSON.parse(item) as Item };
    const last = rows.at(-1);
    if (rows.length < chunk || !last) return;
    after = positionOf(last);
    chunk = LARGEST_CHUNK;
  }
}

const positionOf = ({ p, r, tp, tr }: Row): Position => ({
  place: { partition: p, range: r },
  item: tp && tr && { partition: tp, range: tr },
});

const statementOf = (walk: Walk): { readonly sql: string; readonly values: readonly SQLInputValue[] } => {
  const { table, index, backward } = walk;
  const order = (index ? ['x.p', 'x.r', 'x.tp', 'x.tr'] : ['x.p', 'x.r']).map((column) =>
    backward ? `${column} DESC` : column,
  );
  const { terms, values } = conditionsOf(walk);
  const where = terms.length > 0 ? `WHERE ${terms.join(' AND ')}` : '';
  const from = index
    ? `x.p, x.r, x.tp, x.tr, i.size, i.item FROM ${index.rows} x CROSS JOIN ${table.rows} i ON i.p = x.tp AND i.r = x.tr`
    : `x.p, x.r, x.size, x.item FROM ${table.rows} x`;
  return { sql: `SELECT ${from} ${where} ORDER BY ${order.join(', ')} LIMIT ?`, values };
};

const conditionsOf = ({ index, partition, low, high, first, last, backward, after }: Walk) => {
  const terms: string[] = [];
  const values: SQLInputValue[] = [];
  const add = (term: string, ...given: readonly SQLInputValue[]): void => {
    terms.push(term);
    values.push(...given);
  };
  if (partition) add('x.p = ?', partition);
  // The row after which it goes on is within the bounds, so that on its side it is the only one: SQLite begins at one bound alone.
  if (low && (backward || !after)) add(`x.r ${low.inclusive ? '>=' : '>'} ?`, low.bytes);
  if (high && !(backward && after)) add(`x.r ${high.inclusive ? '<=' : '<'} ?`, high.bytes);
  if (first && !after) add('x.p >= ?', first);
  if (last) add('x.p < ?', last);
  if (after) {
    const { place, item } = after;
    const row: (readonly [string, Uint8Array])[] = [['x.r', place.range]];
    if (!partition) row.unshift(['x.p', place.partition]);
    if (index && item) row.push(['x.tp', item.partition], ['x.tr', item.range]);
    const columns = row.map(([column]) => column).join(', ');
    const given = row.map(([, value]) => value);
    add(`(${columns}) ${backward ? '<' : '>'} (${given.map(() => '?').join(', ')})`, ...given);
  }
  return { terms, values };
};
