import type { CancelRequest, OrderRecord } from '../contract/order.ts';

/** Who wished the cancellation, and when. A person's reason is not among it: it stays on the record, as histories cannot be erased. */
type Wish = Pick<CancelRequest, 'by' | 'at'>;

/** What the workflow that cancels an order begins with, as JSON: the same wish makes the same text, so that a start is repeatable. */
export const cancellationInput = (orderId: string, { by, at }: Wish): string =>
  JSON.stringify({ orderId, cancelledBy: by, requestedAt: at });

/** The wish to cancel that is on a record, whether it was carried out or not; undefined where there is none. */
export const wishOn = (record: OrderRecord): Wish | undefined => {
  if (record.status === 'Cancelled') return { by: record.cancelledBy, at: record.cancelledAt };
  return record.status === 'Processed' ? record.cancelRequested : undefined;
};
