/** How long a claim counts when its sender has crashed. Two minutes longer than the function may run (30 s): a sender whose clock is
 * so far ahead, or is stepped so far, does not take a mail away from one that is at it. Shorter than the queue hides a message
 * (180 s), so that the next receive finds it expired and no receive is spent on a claim that nobody holds. */
export const CLAIM_SECONDS = 150;

/** The end of a claim made now. */
export const claimEnd = (now: Date): Date => new Date(now.getTime() + CLAIM_SECONDS * 1000);
