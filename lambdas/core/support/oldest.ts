import type { Found, OrderSearch, Range } from './ports.ts';

/** The oldest orders of some buckets. */
export const oldestOf = async (
  search: Pick<OrderSearch, 'inBucket'>,
  buckets: readonly string[],
  range: Omit<Range, 'oldestFirst'>,
): Promise<Found[]> => {
  const lists = await Promise.all(buckets.map((bucket) => search.inBucket(bucket, { ...range, oldestFirst: true })));
  return lists
    .flat()
    .toSorted((a, b) => (a.position < b.position ? -1 : 1))
    .slice(0, range.limit);
};
