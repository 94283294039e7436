import type { ExecutionStatus } from '../contract/failure.ts';
import type { Mail } from '../contract/mail.ts';
import type {
  AskedRecord,
  CancellableRecord,
  Canceller,
  CancelRequest,
  DecidedRecord,
  OrderRecord,
  ReceivedRecord,
} from '../contract/order.ts';
import type { Question, QuestionAnswer } from '../contract/question.ts';
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
}

/** A record, and the mails about it, the oldest first. */
export interface MailedOrder {
  record: OrderRecord;
  mails: Mail[];
}

/** Reads orders with the mails about them, as they are now; throws TemporarilyUnavailable, and UnreadableItem. */
export interface MailedOrders {
  find(orderId: string): Promise<MailedOrder | undefined>;
}

/** Decides orders. Throws TemporarilyUnavailable when the store is. */
export interface OutcomeStore {
  /** Sets the outcome of a record that is not decided, and takes the units of its `fromStock` lines out of stock, in one. Else
   * nothing is changed: `not-open` where it is decided, or where the question has an answer and the rejection is for want of one. */
  recordOutcome(outcome: PersistInput, processedAt: string): Promise<DecidedRecord | 'not-open' | 'out-of-stock'>;
}

/** A record, with what of its question is shown to nobody. */
export interface AskedOrder {
  record: OrderRecord;
  /** Of the task that waits for the answer. */
  taskToken?: string;
  /** Who of support answered: their id in the user pool. */
  answeredBy?: string;
}

/** Keeps the questions on the records of orders. Writes give false where the record is not as the caller saw it. */
export interface QuestionStore {
  find(orderId: string): Promise<AskedOrder | undefined>;
  /** Puts a question on a record that is not decided, in place of the one that was `seen`, if any. */
  ask(record: AskedRecord, taskToken: string, seen: Question | undefined): Promise<boolean>;
  /** Has the answer to this question go to another task from now on. */
  replaceToken(orderId: string, questionId: string, taskToken: string): Promise<boolean>;
  /** Notes the answer to an open, unanswered question. */
  noteAnswer(orderId: string, questionId: string, answer: QuestionAnswer, actor: string): Promise<boolean>;
}

/** What a task that waits is told. */
export type TaskAnswer = { output: object } | { error: 'OrderRejected' | 'OrderCancelled'; message: string };

/** Ends tasks that wait for a person; throws TemporarilyUnavailable. */
export interface WaitingTasks {
  /** `gone` where no task waits for this token: it was answered, ran out of time, or another took its place. */
  answer(taskToken: string, answer: TaskAnswer): Promise<'answered' | 'gone'>;
}

/** Keeps the wishes to cancel on the records of orders. */
export interface CancelRequests {
  /** Notes the wish to cancel a Processed order, unless there is one. False where it is not as the caller saw it. */
  noteRequest(orderId: string, request: CancelRequest): Promise<boolean>;
}

/** Cancels orders. */
export interface CancellationStore {
  /** Cancels, and gives back what the order took from stock, in one; `changed` where it is not as the caller saw it. */
  recordCancellation(
    record: CancellableRecord,
    cancellation: { by: Canceller; at: string; reason?: string | undefined },
  ): Promise<DecidedRecord | 'changed'>;
}

/** Starts the workflow that cancels a Processed order, named as the order; throws TemporarilyUnavailable. */
export interface CancellationWorkflow {
  start(orderId: string, input: string): Promise<'started' | 'already-exists'>;
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
