import type { FoundOrder } from './survey.ts';

const DAY_MS = 24 * 3_600_000;

/** Step Functions deletes an execution and its history this long after it ended; nobody can sooner.
 * https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html */
const HISTORY_DAYS = 90;

/** How far back the table's point-in-time recovery reaches.
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Point-in-time-recovery.html */
const RECOVERY_DAYS = 35;

/** https://docs.aws.amazon.com/xray/latest/devguide/aws-xray.html */
const TRACE_DAYS = 30;

/** The longest that an ID token given before the account was closed lets its holder use the API (cdk: the site's client). */
const TOKEN_MS = 15 * 60_000;

const after = (moment: Date, days: number): Date => new Date(moment.getTime() + days * DAY_MS);

/** Until when something is kept of a person that nobody can erase. */
export interface Retention {
  /** How many of the orders have a history, and when the last of these goes; without a date while one still runs. */
  readonly histories: { readonly orders: number; readonly until?: Date };
  readonly backupsUntil: Date;
  readonly tracesUntil: Date;
  /** From when on no token of the person's admits anybody any more. */
  readonly tokensUntil: Date;
}

/** Computes it from the orders' executions, for a run at `now`. */
export const retentionOf = (orders: readonly FoundOrder[], now: Date): Retention => {
  const kept = orders.filter(({ executions }) => executions.length > 0);
  const ends = kept.flatMap(({ executions }) => executions.map(({ stoppedAt }) => stoppedAt));
  const stopped = ends.filter((end) => end !== undefined).map((end) => end.getTime());
  const all = ends.length > 0 && stopped.length === ends.length;
  return {
    histories: { orders: kept.length, ...(all && { until: after(new Date(Math.max(...stopped)), HISTORY_DAYS) }) },
    backupsUntil: after(now, RECOVERY_DAYS),
    tracesUntil: after(now, TRACE_DAYS),
    tokensUntil: new Date(now.getTime() + TOKEN_MS),
  };
};
