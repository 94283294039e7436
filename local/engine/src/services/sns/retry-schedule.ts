/** Milliseconds to wait before the next attempt, once `attempts` have failed; undefined when no attempt is left.
 *
 * The delivery policy of AWS managed endpoints: 3 retries without delay, 2 a second apart, 10 backing off from 1 to 20
 * seconds, then 100,000 every 20 seconds, over 23 days.
 * https://docs.aws.amazon.com/sns/latest/dg/sns-message-delivery-retries.html */
export const retryDelayMs = (attempts: number): number | undefined => {
  if (attempts <= 3) return 0;
  if (attempts <= 5) return 1000;
  // The tenth step of the backoff reaches 20 s: 20 ^ (1/9) a step.
  if (attempts <= 15) return Math.round(1000 * 20 ** ((attempts - 6) / 9));
  return attempts <= 100_015 ? 20_000 : undefined;
};
