import type { OrderAccepted } from '../contract/api.ts';
import type { OrderRequest } from '../contract/order-request.ts';
import { type Clock, toTimestamp } from '../shared/timestamp.ts';
import { canonicalJson } from './canonical-json.ts';
import { deriveOrderId, type RandomBytes, randomOrderId, type Sha256 } from './order-id.ts';
import type { EnqueueOutcome, OrderQueue } from './ports.ts';

/** Who orders, as the token says; the address is verified. */
interface Customer {
  customerId: string;
  email: string;
}

/** What submitting needs. */
interface SubmitOrderDependencies {
  queue: OrderQueue;
  sha256: Sha256;
  randomBytes: RandomBytes;
  now: Clock;
}

/** The order's id is told in any case: a client that retries may want to look for it. */
export type Submission = OrderAccepted & { outcome: EnqueueOutcome };

/** Makes the use case "submit an order": it fixes the id first, then enqueues, and writes nothing else. */
export const createSubmitOrder =
  ({ queue, sha256, randomBytes, now }: SubmitOrderDependencies) =>
  async (customer: Customer, request: OrderRequest, idempotencyKey: string | undefined): Promise<Submission> => {
    const { customerId } = customer;
    const { language: _, ...wish } = request;
    const orderId =
      idempotencyKey === undefined
        ? randomOrderId(sha256, customerId, randomBytes)
        : deriveOrderId(sha256, customerId, idempotencyKey, canonicalJson(wish));
    const timestamp = toTimestamp(now());
    const outcome = await queue.enqueue({ orderId, ...customer, ...request, timestamp });
    return { orderId, status: 'Received', timestamp, outcome };
  };
