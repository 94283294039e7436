import type { ActDetails, Action, ActivityEntry, ActOutcome } from '../contract/activity.ts';

/** What an act is on: an order, a product, a dead-letter queue, or many orders at once. */
export type Subject = { orderId: string } | { product: string } | { queue: string } | { bulk: string };

/** An act that is about to be done. */
export interface Act {
  subject: Subject;
  action: Action;
  /** The person's id in the user pool. */
  actor: string;
  /** The person, as they sign in. */
  by: string;
  details?: ActDetails;
  text?: string;
}

/** Keeps what support did. Every method throws TemporarilyUnavailable. */
export interface ActivityLog {
  /** Notes an act that begins now; gives what completes the note by how it ended. */
  begin(act: Act): Promise<(outcome: Omit<ActOutcome, 'at'>) => Promise<void>>;
  /** Notes something that is done by being noted. */
  add(act: Act): Promise<ActivityEntry>;
}

/** Reads what support did. Every method throws TemporarilyUnavailable. */
export interface ActivityHistory {
  /** The newest acts, newest first; `more` tells that there are older ones. */
  newest(subject: Subject, limit: number): Promise<{ entries: ActivityEntry[]; more: boolean }>;
}
