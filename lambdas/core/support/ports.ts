import type { BadEnd } from '../contract/failure.ts';
import type { Machine } from '../contract/machine.ts';
import type { MailOutcome } from '../contract/mail.ts';
import type { AnnouncedRecord, OrderRecord } from '../contract/order.ts';
import type { DeadLetter, Execution, HistoryPage, Move } from '../contract/support.ts';

/** An order's place in an index. */
export interface Found {
  orderId: string;
  position: string;
}

/** Which part of a list: `from` inclusive and `before` exclusive, as positions or the beginnings of them. */
export interface Range {
  from?: string | undefined;
  before?: string | undefined;
  limit: number;
  oldestFirst?: boolean;
}

/** A record with what only support reads of it. */
export type TracedRecord = OrderRecord & {
  /** When support started `{orderId}-2`. */
  restartedAt?: string | undefined;
  /** What the version before kept of its mails. */
  confirmationSentAt?: string | undefined;
  cancellationSentAt?: string | undefined;
};

/** The records of some orders, and the ids of those whose record cannot be read. */
export interface FoundRecords {
  records: TracedRecord[];
  unreadable: string[];
}

/** Finds orders by what is known of them. Every method throws TemporarilyUnavailable when the store is. */
export interface OrderSearch {
  byEmail(email: string, range: Range): Promise<Found[]>;
  /** Of one bucket of a status; see search-index.ts. */
  inBucket(bucket: string, range: Range): Promise<Found[]>;
  /** Those that exist, in the order of the ids. */
  records(orderIds: readonly string[]): Promise<FoundRecords>;
}

/** Counts orders by what is known of them. Throws TemporarilyUnavailable when the store is. */
export interface OrderCounter {
  /** All of one bucket of a status. */
  count(bucket: string): Promise<number>;
}

/** A mail with a trouble. */
export interface TroubledMail {
  orderId: string;
  occasion: string;
  /** When the first attempt at it was made, or when it was known that its customer does not have it. */
  since: string;
  outcome?: MailOutcome | undefined;
}

/** Names one mail. */
export interface MailName {
  orderId: string;
  occasion: string;
}

/** Finds mails. Every method throws TemporarilyUnavailable when the store is. */
export interface MailSearch {
  /** From one bucket of a trouble, the oldest first. */
  inTrouble(
    bucket: string,
    range: { from: string; before?: string | undefined; limit: number },
  ): Promise<TroubledMail[]>;
  tried: FindTriedMails;
}

/** A mail that was tried, and what is known of it. */
export interface TriedMail extends MailName {
  sentAt?: string | undefined;
  outcome?: MailOutcome | undefined;
  outcomeAt?: string | undefined;
}

/** Finds of these mails those that were tried. Throws TemporarilyUnavailable. */
export type FindTriedMails = (names: readonly MailName[]) => Promise<TriedMail[]>;

/** Keeps what a person settles of mails. Every method throws TemporarilyUnavailable. */
export interface MailSettlements {
  /** Takes the trouble that stands since this moment from a mail. `changed`: it has another one by now, or none; `untried`: there is
   * no item of it. Settled as that before is `settled`, too. */
  settle(mail: MailName, since: string, at: string): Promise<'settled' | 'changed' | 'untried'>;
  /** The same for a mail that nobody has tried to send; `changed`: somebody has by now. */
  settleUntried(mail: MailName, since: string, at: string): Promise<'settled' | 'changed'>;
}

/** About how many announcements wait for their mail; throws TemporarilyUnavailable. */
export type CountWaitingMails = () => Promise<number>;

/** Notes on the record that support started `{orderId}-2`. */
export interface RestartNotes {
  noteRestart(orderId: string, at: string): Promise<void>;
}

/** An execution of a workflow, by its name. */
export interface NamedExecution<M extends string = Machine> {
  machine: M;
  name: string;
}

/** An execution that ended badly. */
export interface FailedExecution<M extends string = Machine> extends NamedExecution<M> {
  status: BadEnd;
  stoppedAt: string;
}

/** Reads executions of one workflow by their names. Every method throws TemporarilyUnavailable when throttled. */
export interface ExecutionReader<M extends string = Machine> {
  machine: M;
  describe(name: string): Promise<(Omit<Execution, 'machine'> & { machine: M }) | undefined>;
  /** The definition that an execution runs by, and whether executions that start now run by the same. */
  definition(name: string): Promise<{ text: string; isNewest: boolean }>;
  /** A page of history; undefined where there is no such execution, `bad-token` for a token that is none of it. */
  history(
    name: string,
    page: { limit: number; newestFirst?: boolean; token?: string | undefined },
  ): Promise<HistoryPage | 'bad-token' | undefined>;
  /** A page of FAILED, TIMED_OUT and ABORTED ones, so many of each, from the newest on; `next` is there when others are. */
  failed(limit: number, after: string | undefined): Promise<{ executions: FailedExecution<M>[]; next?: string }>;
  consoleUrl(name: string): string;
}

/** Starts and redrives executions of one workflow by their names. */
export interface ExecutionControl {
  start(name: string, input: string): Promise<'started' | 'already-exists'>;
  redrive(name: string, clientToken: string): Promise<'redriven' | 'not-redrivable'>;
}

/** Stops executions of one workflow by their names. */
export interface ExecutionStop {
  /** One that has ended stays as it is. */
  stop(name: string, cause: string): Promise<void>;
}

/** The message that left its queue, as the queue itself names it; or that it was not seen there. */
export type Taken = { id: string } | 'not-found';

/** The dead-letter queues, by short names. */
export interface DeadLetterQueues {
  names: readonly string[];
  /** Whether the messages of a queue can be moved back. */
  movable(name: string): boolean;
  counts(name: string): Promise<{ messages: number; inFlight: number }>;
  /** So many messages or some more, oldest first, left visible; raises their receive counts. Where there are more than ten, they
   * are hidden while it looks. */
  peek(name: string, most: number): Promise<DeadLetter[]>;
  /** Looks for the message in the same way, and deletes it. */
  discard(name: string, id: string): Promise<Taken>;
  /** Looks for the message, and puts it back into the queue that it came from: a copy first, so that it is twice
   * rather than nowhere where the second step fails. Only of a movable queue. */
  moveOne(name: string, id: string): Promise<Taken>;
  startMove(name: string): Promise<'started' | 'already-running'>;
  /** The newest move. */
  move(name: string): Promise<Move | undefined>;
}

/** Writes what a mail about an order says, which may say that it went out before and when. */
export type WriteMail = (
  record: AnnouncedRecord,
  sentBefore?: string,
) => { subject: string; html: string; text: string };
