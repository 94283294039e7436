import type { Action, ActOutcome } from '../contract/activity.ts';
import type { BulkResult } from '../contract/bulk.ts';
import type { ExecutionStatus } from '../contract/failure.ts';

/** An execution of BulkAction. */
export interface BulkRun {
  id: string;
  status: ExecutionStatus;
  startedAt: string;
  stoppedAt?: string | undefined;
  /** JSON, as it was started. */
  input: string;
}

/** Runs BulkAction. Every method throws TemporarilyUnavailable. */
export interface BulkWorkflow {
  /** The same name and input again, while it runs, is the same execution. */
  start(id: string, input: string): Promise<'started' | 'already-exists'>;
  describe(id: string): Promise<BulkRun | undefined>;
  /** The ids of the newest ones, newest first. */
  newest(limit: number): Promise<string[]>;
}

/** The one place that a running bulk takes. Every method throws TemporarilyUnavailable. */
export interface BulkPlace {
  /** Who holds it, and since when. */
  held(): Promise<{ id: string; at: string } | undefined>;
  /** Takes it, if it is still held by `before`; whether it did. */
  take(id: string, before: string | undefined): Promise<boolean>;
}

/** An act on a bulk: that it was asked for, or stopped. */
export interface BulkAct {
  at: string;
  action: Action;
  actor: string;
  by: string;
  reason?: string | undefined;
  outcome?: ActOutcome | undefined;
}

/** What became of each order of a bulk. Every method throws TemporarilyUnavailable. */
export interface BulkResults {
  /** Notes that an item is about to be acted on, by its name; whether an earlier try had begun it already. */
  begin(bulkId: string, name: string): Promise<boolean>;
  end(bulkId: string, name: string, result: BulkResult): Promise<void>;
  /** By the item's name; those that were not begun are not in it. */
  all(bulkId: string): Promise<ReadonlyMap<string, BulkResult>>;
  /** What was done about the bulk itself, oldest first. */
  acts(bulkId: string): Promise<BulkAct[]>;
}

/** How a person is named who asked for a bulk: as they sign in, or by their id where Activity tells no more. */
export const askedBy = (acts: readonly BulkAct[], actor: string): string =>
  acts.find((act) => act.actor === actor && act.action !== 'stop-bulk')?.by ?? actor;
