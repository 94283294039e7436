import { type OrderStatus, orderStatusSchema, type SupportOrders, type SupportSearch } from '../contract/support.ts';
import { parseOrderId } from '../order/order-id.ts';
import { type Clock, toTimestamp } from '../shared/timestamp.ts';
import { decodePosition, encodePosition } from './cursor.ts';
import type { Found, OrderSearch, TracedRecord } from './ports.ts';
import { bucketOf, dayOf, emailKey, positionOf, SHARDS } from './search-index.ts';

const PAGE_SIZE = 20;
/** A customer's page is filtered after it is read; this bounds how many reads one call makes to fill a page. */
const MAX_ROUNDS = 5;
const DAY_MS = 86_400_000;

/** Greater than every position of the day, whose next character is `T`. */
const endOf = (day: string): string => `${day}U`;

/** Makes the use case "search orders": a page, newest first, from indexes and never from a scan. */
export const createSearchOrders = (search: OrderSearch, now: Clock) => {
  const pageOf = async (found: readonly Found[], keep: (record: TracedRecord) => boolean): Promise<SupportOrders> => {
    const page = found.slice(0, PAGE_SIZE);
    const last = page.at(-1);
    const orders = (await search.records(page.map(({ orderId }) => orderId))).filter(keep);
    return { orders, ...(found.length > PAGE_SIZE && last && { cursor: encodePosition(last.position) }) };
  };

  const byEmail = async (email: string, { status, day }: SupportSearch, after?: string): Promise<SupportOrders> => {
    const wanted = (record: TracedRecord): boolean => status === undefined || record.status === status;
    const orders: SupportOrders['orders'] = [];
    let before = day === undefined ? after : (after ?? endOf(day));
    for (let round = 0; round < MAX_ROUNDS; round += 1) {
      const found = await search.byEmail(emailKey(email), { from: day, before, limit: PAGE_SIZE + 1 });
      const page = found.slice(0, PAGE_SIZE);
      for (const record of (await search.records(page.map(({ orderId }) => orderId))).filter(wanted)) {
        orders.push(record);
        const [next] = found.slice(page.findIndex(({ orderId }) => orderId === record.orderId) + 1);
        if (orders.length === PAGE_SIZE) return { orders, ...(next && { cursor: encodePosition(positionOf(record)) }) };
      }
      before = page.at(-1)?.position;
      if (found.length <= PAGE_SIZE || before === undefined) return { orders };
    }
    return { orders, ...(before !== undefined && { cursor: encodePosition(before) }) };
  };

  /** The buckets that hold the orders of these days. */
  const bucketsOf = (statuses: readonly OrderStatus[], days: readonly string[]): string[] => [
    ...new Set(
      statuses.flatMap((status) => days.flatMap((day) => SHARDS.map((shard) => bucketOf(status, day, shard)))),
    ),
  ];

  const byBuckets = async ({ status, day }: SupportSearch, after?: string): Promise<SupportOrders> => {
    const today = dayOf(toTimestamp(now()));
    const yesterday = dayOf(toTimestamp(new Date(now().getTime() - DAY_MS)));
    const days = day === undefined ? [today, yesterday] : [day];
    const buckets = bucketsOf(status === undefined ? orderStatusSchema.options : [status], days);
    const range = { from: day, before: after ?? (day === undefined ? undefined : endOf(day)), limit: PAGE_SIZE + 1 };
    const lists = await Promise.all(buckets.map((bucket) => search.inBucket(bucket, range)));
    const found = lists.flat().toSorted((a, b) => (a.position < b.position ? 1 : -1));
    // The index follows the record by a moment: who asks for one status sees no other.
    return pageOf(found, (record) => status === undefined || record.status === status);
  };

  return async (query: SupportSearch): Promise<SupportOrders | 'bad-cursor'> => {
    const { orderId, email, cursor } = query;
    const after = cursor === undefined ? undefined : decodePosition(cursor);
    if (cursor !== undefined && after === undefined) return 'bad-cursor';
    if (orderId !== undefined) {
      const id = parseOrderId(orderId);
      return { orders: id === undefined ? [] : await search.records([id]) };
    }
    return email === undefined ? byBuckets(query, after) : byEmail(email, query, after);
  };
};
