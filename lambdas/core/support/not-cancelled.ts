import type { AttentionItem } from '../contract/attention.ts';
import { type Candidate, MAX_ITEMS } from './attention-source.ts';
import { readEnding } from './failure.ts';
import type { ExecutionReader, OrderSearch } from './ports.ts';
import { CANCEL_WISHED_BUCKET } from './search-index.ts';

/** Processed orders whose cancellation was wished before a moment and is not carried out: above all those whose workflow could not
 * be started, of which no execution tells. */
export const findNotCancelled = async (
  search: Pick<OrderSearch, 'inBucket' | 'records'>,
  cancellations: Pick<ExecutionReader, 'history'>,
  before: string,
): Promise<Candidate[]> => {
  const found = await search.inBucket(CANCEL_WISHED_BUCKET, { limit: MAX_ITEMS + 1, oldestFirst: true });
  const { records } = await search.records(found.map(({ orderId }) => orderId));
  return records.flatMap((record) => {
    // The index follows the record by a moment.
    if (record.status !== 'Processed' || !record.cancelRequested || record.cancelRequested.at > before) return [];
    const { orderId, customerName, status: orderStatus } = record;
    const { at: since } = record.cancelRequested;
    const make = async (): Promise<AttentionItem> => {
      const ending = await readEnding(cancellations, orderId);
      const execution = ending && { machine: 'OrderCancellation' as const, name: orderId, status: ending.status };
      return { orderId, problem: 'not-cancelled', since, orderStatus, customerName, ...(execution && { execution }) };
    };
    return [{ id: orderId, problem: 'not-cancelled' as const, unlessFailed: ['OrderCancellation'] as const, make }];
  });
};
