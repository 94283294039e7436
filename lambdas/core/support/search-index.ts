import type { OrderStatus } from '../contract/status.ts';

/** Parts of each status, so that no partition of the index takes every write of a busy day. A partition takes 1,000 write
 * units a second and an order costs it three at most, so four take 1,300 orders a second: over four times what Step
 * Functions starts (300 a second). Each search asks every part. */
export const SHARDS = [0, 1, 2, 3] as const;

/** Spread evenly: ids are hashes or random, and a character has 32 values. */
const shardOf = (orderId: string): number => orderId.charCodeAt(0) % SHARDS.length;

/** E-mail addresses are told apart without regard to case, as people type them. */
export const emailKey = (email: string): string => email.trim().toLowerCase();

/** Orders that wait for their outcome are few and in one place whatever their day, those that wait for a person so few that
 * they need no parts; the others are kept by day. */
export const bucketOf = (status: OrderStatus, day: string, shard: number): string => {
  if (status === 'UnderReview' || status === 'AwaitingCustomer') return status;
  return status === 'Received' ? `Received#${shard}` : `${status}#${day}#${shard}`;
};

/** Where the version before put orders whose mail can never be sent. */
export const unmailedBucket = (shard: number): string => `Unmailed#${shard}`;

/** What is wrong with a mail: it did not reach its customer, or did not go out at the first attempt. */
export type MailTrouble = 'Undelivered' | 'Unsent';

/** Mails with a trouble; shared out as orders are, since all mails are unsent while SES is away. */
export const troubleBucket = (trouble: MailTrouble, shard: number): string => `${trouble}#${shard}`;

/** The bucket of one such mail. */
export const troubleBucketOf = (trouble: MailTrouble, orderId: string): string =>
  troubleBucket(trouble, shardOf(orderId));

/** Processed orders whose cancellation is noted and not carried out: mostly for the second that it takes, so few that they need no
 * parts. Whichever could not be begun is found at once. */
export const CANCEL_WISHED_BUCKET = 'CancelWished';

/** Orders whose question is answered and whose execution has not gone on by that: mostly for a moment. Whichever execution could not be
 * told is found at once. */
export const ANSWERED_BUCKET = 'Answered';

/** The day of a moment, in UTC: `2025-11-03`. */
export const dayOf = (timestamp: string): string => timestamp.slice(0, 10);

/** A place in a list in order of time; unique, so that a list can go on after it. */
export const positionOf = ({ timestamp, orderId }: { timestamp: string; orderId: string }): string =>
  `${timestamp}#${orderId}`;

/** What a record carries only so that support finds it; `searchBucket` changes with the status. */
interface SearchMembers {
  searchEmail: string;
  searchBucket: string;
  searchPosition: string;
}

/** The bucket of an order in a status. */
export const searchBucket = (status: OrderStatus, order: { orderId: string; timestamp: string }): string =>
  bucketOf(status, dayOf(order.timestamp), shardOf(order.orderId));

/** The search members of a record as it is first put. */
export const searchMembers = (order: { orderId: string; timestamp: string; email: string }): SearchMembers => ({
  searchEmail: emailKey(order.email),
  searchBucket: searchBucket('Received', order),
  searchPosition: positionOf(order),
});
