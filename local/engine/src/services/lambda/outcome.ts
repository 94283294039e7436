/** How one call ended; payloads are JSON. */
export type Outcome =
  | { readonly kind: 'success'; readonly payload: string }
  | { readonly kind: 'failure'; readonly payload: string }
  | { readonly kind: 'unreadable'; readonly message: string };

/** The outcome of a call that was readable. */
export type Finished = Exclude<Outcome, { kind: 'unreadable' }>;

/** A failure that the service reports in the function's place.
 * https://docs.aws.amazon.com/lambda/latest/dg/troubleshooting-invocation.html */
export const failure = (errorType: string, requestId: string | undefined, reason: string): Finished => ({
  kind: 'failure',
  payload: JSON.stringify({ errorType, errorMessage: `RequestId: ${requestId ?? 'unknown'} Error: ${reason}` }),
});

/** The outcome of a call that the service ended after its timeout. */
export const timedOut = (requestId: string, seconds: number): Finished =>
  failure('Sandbox.Timedout', requestId, `Task timed out after ${seconds.toFixed(2)} seconds`);

/** Largest request and response of a synchronous call, in bytes.
 * https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html */
export const MAX_PAYLOAD_BYTES = 6 * 1024 * 1024;

/** A response that is too large is the function's failure. */
export const withinSize = (outcome: Finished): Finished => {
  if (outcome.kind !== 'success' || outcome.payload.length * 3 <= MAX_PAYLOAD_BYTES) return outcome;
  const bytes = Buffer.byteLength(outcome.payload);
  if (bytes <= MAX_PAYLOAD_BYTES) return outcome;
  return {
    kind: 'failure',
    payload: JSON.stringify({
      errorType: 'Function.ResponseSizeTooLarge',
      errorMessage: `Response payload size (${bytes} bytes) exceeded maximum allowed payload size (${MAX_PAYLOAD_BYTES} bytes).`,
    }),
  };
};
