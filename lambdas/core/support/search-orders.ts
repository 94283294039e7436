import type { OrderRecord } from '../contract/order.ts';
import { isOpen, type OrderStatus, orderStatusSchema } from '../contract/status.ts';
import type { SupportOrders, SupportSearch } from '../contract/support.ts';
import { parseOrderId } from '../order/order-id.ts';
import { type Clock, toTimestamp } from '../shared/timestamp.ts';
import { decodePosition, encodePosition } from './cursor.ts';
import type { Found, OrderSearch, TracedRecord } from './ports.ts';
import {
  ANSWERED_BUCKET,
  bucketOf,
  CANCEL_WISHED_BUCKET,
  dayOf,
  emailKey,
  positionOf,
  SHARDS,
  unmailedBucket,
} from './search-index.ts';
import { fits, type Unsearchable, whyUnsearchable } from './search-rules.ts';

const PAGE_SIZE = 20;
/** A customer's page is filtered after it is read; this bounds how many reads one call makes to fill a page. */
const MAX_ROUNDS = 5;
const DAY_MS = 86_400_000;

/** Greater than every position of the day, whose next character is `T`. */
const endOf = (day: string): string => `${day}U`;

/** Where a page ends: at the cursor, and never beyond the day that is asked for. */
const beforeOf = (day: string | undefined, after: string | undefined): string | undefined => {
  if (day === undefined) return after;
  return after !== undefined && after < endOf(day) ? after : endOf(day);
};

/** Days, or full pages of one day, that one call looks at. */
const MAX_DAYS_A_CALL = 10;
/** No order's id comes before it: with a moment, the position before everything of that moment. */
const LEAST_ID = '0000-0000-0000-0000';

/** From a moment on, and before another one. */
interface TimeRange {
  from: string;
  to: string;
}

const nextDay = (day: string): string => toTimestamp(new Date(Date.parse(`${day}T00:00:00Z`) + DAY_MS));

/** The range that a search goes through record by record; a day alone needs none but where it is filtered by product. */
const rangeOf = ({ from, to, day, product }: SupportSearch, now: Date): TimeRange | undefined => {
  if (from !== undefined) return { from, to: to ?? nextDay(dayOf(toTimestamp(now))) };
  return day !== undefined && product !== undefined ? { from: `${day}T00:00:00Z`, to: nextDay(day) } : undefined;
};

const earlier = (one: string | undefined, other: string | undefined): string | undefined =>
  one === undefined || (other !== undefined && other < one) ? other : one;

const timestampOf = (position: string): string => position.split('#')[0] ?? position;

const unreadableOf = (ids: readonly string[]): Pick<SupportOrders, 'unreadable'> =>
  ids.length > 0 ? { unreadable: [...ids] } : {};

/** Makes the use case "search orders": a page, newest first, from indexes and never from a scan. */
export const createSearchOrders = (search: OrderSearch, now: Clock) => {
  const pageOf = async (found: readonly Found[], keep: (record: TracedRecord) => boolean): Promise<SupportOrders> => {
    const page = found.slice(0, PAGE_SIZE);
    const last = page.at(-1);
    const { records, unreadable } = await search.records(page.map(({ orderId }) => orderId));
    return {
      orders: records.filter(keep),
      ...unreadableOf(unreadable),
      ...(found.length > PAGE_SIZE && last && { cursor: encodePosition(last.position) }),
    };
  };

  const byEmail = async (email: string, query: SupportSearch, after?: string): Promise<SupportOrders> => {
    const from = query.from ?? query.day;
    const [orders, unreadable]: [SupportOrders['orders'], string[]] = [[], []];
    let before = earlier(query.to, beforeOf(query.day, after));
    for (let round = 0; round < MAX_ROUNDS; round += 1) {
      const found = await search.byEmail(emailKey(email), { from, before, limit: PAGE_SIZE + 1 });
      const page = found.slice(0, PAGE_SIZE);
      const read = await search.records(page.map(({ orderId }) => orderId));
      const byId = new Map(read.records.map((record) => [record.orderId, record]));
      for (const [index, { orderId, position }] of page.entries()) {
        const record = byId.get(orderId);
        if (record === undefined && read.unreadable.includes(orderId)) unreadable.push(orderId);
        if (record === undefined || !fits(record, { ...query, email: undefined })) continue;
        orders.push(record);
        if (orders.length < PAGE_SIZE) continue;
        const isLast = index + 1 >= found.length;
        return { orders, ...unreadableOf(unreadable), ...(!isLast && { cursor: encodePosition(position) }) };
      }
      before = page.at(-1)?.position;
      if (found.length <= PAGE_SIZE || before === undefined) return { orders, ...unreadableOf(unreadable) };
    }
    const rest = before === undefined ? {} : { cursor: encodePosition(before), lookedBackTo: timestampOf(before) };
    return { orders, ...unreadableOf(unreadable), ...rest };
  };

  /** The buckets that hold the orders of these days; one whose mail can never be sent, that is being cancelled, or whose
   * question is answered, is in a bucket of its own. */
  const bucketsOf = (statuses: readonly OrderStatus[], days: readonly string[]): string[] => {
    const byStatus = statuses.flatMap((status) =>
      days.flatMap((day) => SHARDS.map((shard) => bucketOf(status, day, shard))),
    );
    const wished = statuses.includes('Processed') ? [CANCEL_WISHED_BUCKET] : [];
    const answered = statuses.some((status) => status === 'UnderReview' || status === 'AwaitingCustomer');
    return [
      ...new Set([...byStatus, ...SHARDS.map(unmailedBucket), ...wished, ...(answered ? [ANSWERED_BUCKET] : [])]),
    ];
  };

  const byBuckets = async ({ status, day }: SupportSearch, after?: string): Promise<SupportOrders> => {
    const today = dayOf(toTimestamp(now()));
    const yesterday = dayOf(toTimestamp(new Date(now().getTime() - DAY_MS)));
    const days = day === undefined ? [today, yesterday] : [day];
    // Orders without an outcome are found whatever their day; of the others only those of some days are looked at.
    const covers =
      day === undefined && (status === undefined || !isOpen(status)) ? { covers: { from: yesterday, to: today } } : {};
    const buckets = bucketsOf(status === undefined ? orderStatusSchema.options : [status], days);
    const range = { from: day, before: beforeOf(day, after), limit: PAGE_SIZE + 1 };
    const lists = await Promise.all(buckets.map((bucket) => search.inBucket(bucket, range)));
    const found = lists.flat().toSorted((a, b) => (a.position < b.position ? 1 : -1));
    // The index follows the record by a moment: who asks for one status sees no other.
    const isWanted = (record: TracedRecord): boolean =>
      (status === undefined || record.status === status) &&
      (isOpen(record.status) || days.includes(dayOf(record.timestamp)));
    return { ...(await pageOf(found, isWanted)), ...covers };
  };

  /** Day by day from the newest on, so many reads a call; what was looked through in vain is told by the cursor. */
  const byRange = async ({ from, to }: TimeRange, query: SupportSearch, after?: string): Promise<SupportOrders> => {
    const statuses = query.status === undefined ? orderStatusSchema.options : [query.status];
    const [orders, unreadable]: [SupportOrders['orders'], string[]] = [[], []];
    let before = earlier(to, after) ?? to;
    for (let round = 0; round < MAX_DAYS_A_CALL && before > from; round += 1) {
      // A moment ends the day before it; a position lies within its own.
      const day = dayOf(new Date(Date.parse(timestampOf(before)) - (before.includes('#') ? 0 : 1)).toISOString());
      const start = from > `${day}T00:00:00Z` ? from : `${day}T00:00:00Z`;
      const range = { from: start, before, limit: PAGE_SIZE + 1 };
      const lists = await Promise.all(bucketsOf(statuses, [day]).map((bucket) => search.inBucket(bucket, range)));
      const found = lists.flat().toSorted((a, b) => (a.position < b.position ? 1 : -1));
      const page = found.slice(0, PAGE_SIZE - orders.length);
      const read = await search.records(page.map(({ orderId }) => orderId));
      orders.push(...read.records.filter((record) => fits(record, query)));
      unreadable.push(...read.unreadable);
      const last = page.at(-1);
      before = found.length > page.length && last ? last.position : start;
      if (orders.length >= PAGE_SIZE) break;
    }
    if (before <= from) return { orders, ...unreadableOf(unreadable) };
    const cursor = encodePosition(before.includes('#') ? before : positionOf({ timestamp: before, orderId: LEAST_ID }));
    return { orders, ...unreadableOf(unreadable), cursor, lookedBackTo: timestampOf(before) };
  };

  const found = async (query: SupportSearch, after: string | undefined): Promise<SupportOrders> => {
    const { orderId, email } = query;
    if (orderId !== undefined) {
      const id = parseOrderId(orderId);
      if (id === undefined) return { orders: [] };
      const { records, unreadable } = await search.records([id]);
      return { orders: records.filter((record) => fits(record, query)), ...unreadableOf(unreadable) };
    }
    if (email !== undefined) return byEmail(email, query, after);
    const range = rangeOf(query, now());
    return range ? byRange(range, query, after) : byBuckets(query, after);
  };

  return async (query: SupportSearch): Promise<SupportOrders | Unsearchable | 'bad-cursor'> => {
    const { cursor } = query;
    const unsearchable = whyUnsearchable(query);
    if (unsearchable) return unsearchable;
    const after = cursor === undefined ? undefined : decodePosition(cursor);
    if (cursor !== undefined && after === undefined) return 'bad-cursor';
    const page = await found(query, after);
    return { ...page, orders: page.orders.map(asShown) };
  };
};

/** A record without what support reads of it for itself. */
const asShown = ({ restartedAt: _restarted, cancellationSentAt: _sent, ...record }: TracedRecord): OrderRecord =>
  record;
