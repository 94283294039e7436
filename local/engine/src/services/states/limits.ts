/** Quotas of Standard workflows. https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html */
export const LIMITS = {
  /** Of an input, a task's result or a state's output, in bytes of UTF-8. */
  payloadBytes: 262_144,
  definitionBytes: 1_048_576,
  historyEvents: 25_000,
  /** A redrive needs room for ExecutionRedriven and at least one more event. */
  redrivableHistoryEvents: 24_999,
  redrives: 1_000,
  /** No execution runs for longer than a year. */
  executionMs: 365 * 86_400_000,
  redrivableMs: 14 * 86_400_000,
  /** Closed executions, and their names, are kept this long. */
  retentionMs: 90 * 86_400_000,
  /** Iterations of an inline Map that run at once, when MaxConcurrency says nothing lower. */
  inlineMapConcurrency: 40,
} as const;

/** Whether a text is longer than the payload limit; UTF-8 needs at most 3 bytes per UTF-16 unit. */
export const exceedsPayload = (text: string): boolean =>
  text.length * 3 > LIMITS.payloadBytes && Buffer.byteLength(text) > LIMITS.payloadBytes;
