import { CLAIM_SECONDS } from '../../lambdas/core/confirmation/claim-time.ts';
import type { MailSign } from '../faults/storm.ts';

/** A sign, and in which life of the shop it was seen; it dies at the end of each but the last. */
export interface SeenSign extends MailSign {
  readonly life: number;
}

/** Why nobody could know of the mail before. */
type Cause = 'answer lost' | 'killed' | 'never noted';

/** A mail that SES took again. */
export interface Repeat extends Pick<SeenSign, 'orderId' | 'occasion' | 'at'> {
  /** Undefined for none: a fault of the shop. */
  readonly cause: Cause | undefined;
  /** All that was seen of the mail. */
  readonly signs: readonly SeenSign[];
}

/** How long a function takes at most from a sign of its work on a mail to the next one, while nothing of it fails. */
const NEXT_SIGN_MS = 2000;

/** send-email tries to note a mail as long as time remains, twice each time; a sender that gives up earlier is at fault. */
const LEAST_TRIES = 4;

/** Why who claimed a mail again, after these signs since SES took it, could not know that it did. */
const causeOf = (
  taken: SeenSign,
  since: readonly SeenSign[],
  diedAt: readonly (number | undefined)[],
): Cause | undefined => {
  if (since.some(({ what }) => what === 'noted')) return undefined;
  if (taken.isAnswerLost) return 'answer lost';
  const tries = since.filter(({ what, life }) => life === taken.life && (what === 'noting' || what === 'not noted'));
  const lastSeenAt = (tries.at(-1) ?? taken).at;
  const killedAt = diedAt[taken.life];
  const hasDied = killedAt !== undefined && since.some(({ life }) => life > taken.life);
  if (hasDied && killedAt - lastSeenAt < NEXT_SIGN_MS) return 'killed';
  return tries.filter(({ what }) => what === 'not noted').length >= LEAST_TRIES ? 'never noted' : undefined;
};

/** Whether a claim began once another had ended, by the clocks of who made them. */
const isAfter = (claim: SeenSign | undefined, other: SeenSign | undefined): boolean =>
  (claim?.until ?? 0) - CLAIM_SECONDS * 1000 >= (other?.until ?? Number.NaN);

/** What came again of one mail. Each time is held against the time before, which needs a cause of its own, and against the claim under
 * which it was sent: that begins after the one before has ended, and what was known by then counts. */
const repeatsOfOne = (signs: readonly SeenSign[], diedAt: readonly (number | undefined)[]): readonly Repeat[] => {
  const taken = [...signs.keys()].filter((index) => signs[index]?.what === 'taken');
  return taken.slice(1).flatMap((again, nth) => {
    const before = taken[nth] ?? 0;
    const [first, second] = [signs[before], signs[again]];
    if (!first || !second) return [];
    const claimBefore = (end: number) => signs.slice(0, end).findLastIndex(({ what }) => what === 'claimed');
    const claimed = claimBefore(again);
    const isFree = claimed > before && isAfter(signs[claimed], signs[claimBefore(before)]);
    const cause = isFree ? causeOf(first, signs.slice(before + 1, claimed + 1), diedAt) : undefined;
    return [{ orderId: second.orderId, occasion: second.occasion, at: second.at, cause, signs }];
  });
};

/** Every mail that SES took again, in signs that are in the order in which they were seen; `diedAt` tells when each life ended, in
 * milliseconds since the epoch. */
export const repeatsOf = (signs: readonly SeenSign[], diedAt: readonly number[]): readonly Repeat[] =>
  [...Map.groupBy(signs, ({ orderId, occasion }) => `${orderId} ${occasion}`).values()].flatMap((ofOne) =>
    repeatsOfOne(ofOne, diedAt),
  );
