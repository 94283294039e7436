/** How long a claim counts when its sender has crashed. Longer than the function may run (30 s), or a slow sender would
 * meet a second one; shorter than the queue hides a message (180 s), so that the next receive finds it expired and no
 * receive is spent on a claim that nobody holds. */
export const CLAIM_SECONDS = 60;

/** The end of a claim made now. */
export const claimEnd = (now: Date): Date => new Date(now.getTime() + CLAIM_SECONDS * 1000);
