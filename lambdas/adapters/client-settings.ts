/** How patient an SDK client is. */
export interface ClientPatience {
  /** Attempts of one call in all, with the SDK's own jittered delays between them. */
  maxAttempts: number;
  /** One attempt's time from the connection to the whole answer, in milliseconds. */
  requestTimeoutMs: number;
}

/** To connect takes milliseconds within a region: after a second the host is not there. */
const CONNECT_TIMEOUT_MS = 1_000;

/** SDK settings that bound each call; by default the SDK waits for ever and only warns (NodeHttpHandlerOptions). */
export const clientSettings = ({ maxAttempts, requestTimeoutMs }: ClientPatience) => ({
  maxAttempts,
  requestHandler: {
    connectionTimeout: CONNECT_TIMEOUT_MS,
    requestTimeout: requestTimeoutMs,
    throwOnRequestTimeout: true,
  },
});

/** Within a function's 10 s: two attempts of at most 1 + 3 s. Also within what the API's callers wait. */
export const TWO_ATTEMPTS: ClientPatience = { maxAttempts: 2, requestTimeoutMs: 3_000 };

/** For process-order, which backs off by itself; the use case's reserve covers this one attempt. */
export const ONE_ATTEMPT: ClientPatience = { maxAttempts: 1, requestTimeoutMs: 3_000 };

/** For what must not happen twice: whoever gives up early does not know whether it happened. */
export const ONE_PATIENT_ATTEMPT: ClientPatience = { maxAttempts: 1, requestTimeoutMs: 10_000 };
