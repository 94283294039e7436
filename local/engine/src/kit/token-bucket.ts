import type { Clock } from './clock.ts';

/** What a token bucket holds and how it fills. */
export interface Rate {
  readonly ratePerSecond: number;
  readonly burst: number;
}

/** A limit of a rate that lets a burst pass. */
export interface TokenBucket {
  /** Takes a token where there is one. */
  take(): boolean;
  /** Takes a token, also one that is still to come; gives how long to wait for it, in milliseconds. */
  reserve(): number;
}

/** Creates a bucket that is full. */
export const createTokenBucket = ({ ratePerSecond, burst }: Rate, clock: Pick<Clock, 'monotonic'>): TokenBucket => {
  let tokens = burst;
  let at = clock.monotonic();
  const refill = (): void => {
    const now = clock.monotonic();
    tokens = Math.min(burst, tokens + ((now - at) / 1000) * ratePerSecond);
    at = now;
  };
  return {
    take: () => {
      refill();
      if (tokens < 1) return false;
      tokens -= 1;
      return true;
    },
    reserve: () => {
      refill();
      tokens -= 1;
      return tokens >= 0 ? 0 : (-tokens / ratePerSecond) * 1000;
    },
  };
};
