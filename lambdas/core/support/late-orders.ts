import type { AttentionItem } from '../contract/attention.ts';
import { freshNamesOf } from '../contract/execution-names.ts';
import { type Candidate, type Known, knownOf, MAX_ITEMS } from './attention-source.ts';
import { readEnding } from './failure.ts';
import { oldestOf } from './oldest.ts';
import type { ExecutionReader, Found, OrderSearch } from './ports.ts';
import { bucketOf, dayOf, SHARDS } from './search-index.ts';
import { firstOf } from './trace-order.ts';

/** Orders that have been Received since before a moment. */
export const findLate = async (
  search: Pick<OrderSearch, 'inBucket' | 'records'>,
  executions: Pick<ExecutionReader, 'history'>,
  before: string,
): Promise<Candidate[]> => {
  const lateItem = async ({ orderId, position }: Found, known: Known): Promise<AttentionItem> => {
    const names = known.record(orderId)?.restartedAt === undefined ? [orderId] : freshNamesOf(orderId);
    const found = await firstOf(names, async (name) => {
      const ending = await readEnding(executions, name);
      return ending && { name, ...ending };
    });
    return {
      orderId,
      problem: 'delayed',
      since: position.split('#')[0] ?? position,
      ...known.about(orderId),
      ...(found && { execution: { machine: 'OrderProcessing' as const, name: found.name, status: found.status } }),
      ...(found?.failure && { failure: found.failure }),
    };
  };

  const buckets = SHARDS.map((shard) => bucketOf('Received', dayOf(before), shard));
  const found = await oldestOf(search, buckets, { before, limit: MAX_ITEMS + 1 });
  const known = knownOf(await search.records(found.map(({ orderId }) => orderId)));
  return found.flatMap((each) => {
    const { orderStatus, unreadable } = known.about(each.orderId);
    // The index follows the record by a moment.
    if (orderStatus !== 'Received' && unreadable !== true) return [];
    const unlessFailed = ['OrderProcessing', 'OrderCancellation'] as const;
    return [{ id: each.orderId, problem: 'delayed' as const, unlessFailed, make: () => lateItem(each, known) }];
  });
};
