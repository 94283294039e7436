const FIRST_MILLISECONDS = 400;
const FACTOR = 1.6;
const MAX_MILLISECONDS = 15_000;
/** How far around the mean a delay may fall, so that shoppers who ordered together do not ask together. */
const SPREAD = 0.2;

/** Milliseconds to wait after the `attempt`th look (from 0) at an order: four looks within the first three seconds, in
 * which most orders are done, then fewer, down to four a minute. `random` is in [0, 1). */
export const delayAfter = (attempt: number, random: number): number => {
  const mean = Math.min(FIRST_MILLISECONDS * FACTOR ** attempt, MAX_MILLISECONDS);
  return Math.round(mean * (1 - SPREAD + 2 * SPREAD * random));
};
