import { TemporarilyUnavailable } from './temporarily-unavailable.ts';

/** How a caller waits: how long it may still run, how to sleep, and chance from 0 to 1. */
export interface Patience {
  remainingMs(): number;
  sleep(ms: number): Promise<void>;
  random(): number;
}

const FIRST_DELAY_MS = 100;
const MAX_DELAY_MS = 5_000;

/** What one attempt may take at worst (connect 1 s + request 3 s, see the adapters) and the answer after it. */
const RESERVE_MS = 5_000;

/**
 * Repeats an operation while it is temporarily unavailable, with capped exponential delays and full jitter
 * (https://aws.amazon.com/builders-library/timeouts-retries-and-backoff-with-jitter/), as long as time for one more
 * attempt remains; then throws TemporarilyUnavailable. Other errors pass at once.
 */
export const backOff = async <T>(
  patience: Patience,
  operation: () => Promise<T>,
  reserveMs = RESERVE_MS,
): Promise<T> => {
  for (let attempt = 0; ; attempt += 1) {
    if (patience.remainingMs() < reserveMs) throw new TemporarilyUnavailable('no time remains for another attempt');
    try {
      return await operation();
    } catch (error) {
      if (!(error instanceof TemporarilyUnavailable)) throw error;
      const delayMs = patience.random() * Math.min(MAX_DELAY_MS, FIRST_DELAY_MS * 2 ** attempt);
      if (patience.remainingMs() - delayMs < reserveMs) throw error;
      await patience.sleep(delayMs);
    }
  }
};
