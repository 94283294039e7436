import {
  type CancellableRecord,
  type DecidedRecord,
  decidedRecordSchema,
  type OrderRecord,
} from '../contract/order.ts';
import { TemporarilyUnavailable } from '../shared/temporarily-unavailable.ts';
import { type Clock, toTimestamp } from '../shared/timestamp.ts';
import { OutcomeConflict } from './errors.ts';
import type { CancellationStore, OrderStore } from './ports.ts';

/** Told of each order when it is cancelled, and not when a repetition finds that it is; `from` is what it was before. */
export type OnCancelled = (record: DecidedRecord, from: CancellableRecord['status']) => void;

/** The wish to cancel that is noted on the record, which is all that allows a cancellation. */
const wishOf = (record: OrderRecord) => {
  if (record.status === 'Processed') return record.cancelRequested && { record, ...record.cancelRequested };
  if (record.status !== 'AwaitingCustomer' && record.status !== 'UnderReview') return undefined;
  const { answer } = record.question;
  return answer?.kind === 'cancelled' ? { record, ...answer } : undefined;
};

/** Makes the use case "record that an order is cancelled", and give back what it took from stock. It gives what is stored where
 * an earlier attempt stored it; without a wish on the record it is an OutcomeConflict. */
export const createRecordCancellation =
  (orders: Pick<OrderStore, 'get'> & CancellationStore, now: Clock, onCancelled: OnCancelled = () => {}) =>
  async ({ orderId }: { orderId: string }): Promise<DecidedRecord> => {
    const stored = await orders.get(orderId);
    if (stored?.status === 'Cancelled') return decidedRecordSchema.parse(stored);
    const wish = stored && wishOf(stored);
    if (!wish) throw new OutcomeConflict(`${orderId} cannot be cancelled: it is ${stored?.status ?? 'not recorded'}`);
    const { record, by, reason } = wish;
    const cancelled = await orders.recordCancellation(record, { by, at: toTimestamp(now()), reason });
    if (cancelled === 'changed') throw new TemporarilyUnavailable(`the record of ${orderId} changes at this moment`);
    onCancelled(cancelled, record.status);
    return cancelled;
  };
