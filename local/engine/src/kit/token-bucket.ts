/** A token bucket. */
export interface Throttle {
  /** Takes one token; false when there is none. */
  take(): boolean;
}

/** A bucket that holds `burst` requests and refills at `rate` a second; `now` in milliseconds.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-request-throttling.html */
export const createThrottle = (rate: number, burst: number, now: () => number): Throttle => {
  let tokens = burst;
  let at = now();
  return {
    take: () => {
      tokens = Math.min(burst, tokens + ((now() - at) / 1000) * rate);
      at = now();
      if (tokens < 1) return false;
      tokens -= 1;
      return true;
    },
  };
};
