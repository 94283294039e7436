import { consumedCapacity, type Reported, readUnits, totalUnits, unitsRead } from '../capacity.ts';
import type { Context } from '../context.ts';
import { pick } from '../storage/rows.ts';
import { type Walk, walkItems } from '../storage/walk.ts';
import type { Item } from '../values/attribute-value.ts';
import { itemSize } from '../values/sizes.ts';
import type { View } from './view.ts';

/** After so many bytes a page ends, whatever of it passes the filter.
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Query.Pagination.html */
const PAGE_BYTES = 1024 * 1024;

/** What a Query and a Scan have in common. */
interface Wishes {
  readonly Limit?: number | undefined;
  readonly ConsistentRead?: boolean | undefined;
  readonly ReturnConsumedCapacity?: Reported;
}

interface Page {
  readonly items: readonly Item[];
  readonly count: number;
  readonly scanned: number;
  readonly bytes: number;
  /** Units for items that were read in the table beside a local index. */
  readonly fetchedUnits: number;
  readonly last: Item | undefined;
}

/** Reads one page, counts what it costs and answers as Query and Scan do. */
export const answerPage = (
  context: Context,
  walk: Walk,
  view: View,
  filter: ((item: Item) => boolean) | undefined,
  wishes: Wishes,
): Record<string, unknown> => {
  const page = readPage(context, walk, view, filter, wishes);
  const { table, index } = walk;
  const consistent = wishes.ConsistentRead === true;
  const units = readUnits(page.bytes, consistent);
  const read = index ? unitsRead(table, page.fetchedUnits, { name: index.name, units }) : unitsRead(table, units);
  context.engine.count('dynamodb.rru', totalUnits(read));
  const ConsumedCapacity = consumedCapacity(read, wishes.ReturnConsumedCapacity);
  const keys = [...table.keyNames, ...(index ? [index.hash.name, ...(index.range ? [index.range.name] : [])] : [])];
  return {
    ...(!view.countOnly && { Items: page.items }),
    Count: page.count,
    ScannedCount: page.scanned,
    ...(page.last && { LastEvaluatedKey: pick(page.last, keys) }),
    ...(ConsumedCapacity && { ConsumedCapacity }),
  };
};

const readPage = (
  { engine }: Context,
  walk: Walk,
  view: View,
  filter: ((item: Item) => boolean) | undefined,
  { Limit = Number.POSITIVE_INFINITY, ConsistentRead }: Wishes,
): Page => {
  const partial = walk.index?.attributes !== undefined;
  const items: Item[] = [];
  let [count, scanned, bytes, fetchedUnits] = [0, 0, 0, 0];
  for (const { item, size } of walkItems(engine.store, walk, Limit)) {
    scanned += 1;
    bytes += partial ? itemSize(view.entry(item)) : size;
    if (view.fetches) fetchedUnits += readUnits(size, ConsistentRead === true);
    const seen = view.seen(item);
    if (!filter || filter(seen)) {
      count += 1;
      if (!view.countOnly) items.push(view.given(seen));
    }
    if (scanned >= Limit || bytes >= PAGE_BYTES) return { items, count, scanned, bytes, fetchedUnits, last: item };
  }
  return { items, count, scanned, bytes, fetchedUnits, last: undefined };
};
