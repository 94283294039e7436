import type { DecidedRecord, OrderRecord, ReceivedRecord } from '../contract/order.ts';
import type { ExecutionStatus } from '../contract/support.ts';
import type { ListPosition } from '../shared/cursor.ts';
import type { OrderMessage, PersistInput } from './messages.ts';
import type { OrderEvent } from './order-event.ts';

/** Whether a message is durably in the queue; `unknown` also covers a refusal, as the client's next step is the same. */
export type EnqueueOutcome = { enqueued: true } | { enqueued: false; cause: unknown };

/** Takes accepted orders and keeps them until they are processed. */
export interface OrderQueue {
  enqueue(message: OrderMessage): Promise<EnqueueOutcome>;
}

/** Keeps each order's record. Every method throws TemporarilyUnavailable when the store is. */
export interface OrderStore {
  /** Puts a record unless the order has one. */
  putReceived(record: ReceivedRecord): Promise<'created' | 'exists'>;
  /** The record as it is now, never an older copy; throws UnreadableItem. */
  get(orderId: string): Promise<OrderRecord | undefined>;
  /** Sets the outcome of a record that is still Received; `not-received` leaves it untouched. */
  recordOutcome(outcome: PersistInput, processedAt: string): Promise<DecidedRecord | 'not-received'>;
}

/** A place in a customer's list, and the order there; without a record where that cannot be read. */
export interface ListedOrder {
  position: ListPosition;
  record?: OrderRecord;
}

/** Lists a customer's orders, newest first. */
export interface CustomerOrders {
  page(customerId: string, limit: number, after: ListPosition | undefined): Promise<ListedOrder[]>;
}

/** How the execution of an order stands, and how often it was redriven. */
export interface ExecutionState {
  status: ExecutionStatus;
  redriveCount: number;
}

/** Runs one workflow an order, named as the order. Every method throws TemporarilyUnavailable when throttled. */
export interface OrderWorkflow {
  /** `started` also when the very same start is repeated while it runs. */
  start(orderId: string, input: string): Promise<'started' | 'already-exists'>;
  describe(orderId: string): Promise<ExecutionState>;
  /** Resumes a failed execution at the state that failed; repeating a client token does so once. */
  redrive(orderId: string, clientToken: string): Promise<'redriven' | 'not-redrivable'>;
}

/** Announces what happened to orders, at least once each. */
export interface OrderEvents {
  publish(event: OrderEvent, text: { subject: string; body: string }): Promise<void>;
}
