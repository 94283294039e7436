import type { Problem } from '../../../lambdas/core/contract/api.ts';

/** Why a call has no value: no answer came (offline, timed out), the session is over, the API said what is wrong, or
 * something else than the API answered. */
export type Failure =
  | { kind: 'no-answer' }
  | { kind: 'signed-out' }
  | { kind: 'problem'; problem: Problem }
  | { kind: 'not-understood' };

/** What a call to the API came to. `seenAt`: the shop did not answer, and this is what it said before, at that time (ISO 8601). */
export type Answer<T> = { ok: true; value: T; seenAt?: string | undefined } | { ok: false; failure: Failure };

/** A call that has no value. */
export const failed = (failure: Failure): { ok: false; failure: Failure } => ({ ok: false, failure });
