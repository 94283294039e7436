/** Why a state failed. A Fail state may leave both members out. */
export interface Failure {
  readonly error?: string;
  readonly cause?: string;
  /** A missed heartbeat is reported as States.Timeout, and matches States.HeartbeatTimeout too. */
  readonly heartbeat?: boolean;
}

/** Thrown to retry, catch or fail a state; the events that say why are recorded before. */
export class StateFailed extends Error {
  override readonly name = 'StateFailed';
  readonly failure: Failure;

  constructor(failure: Failure) {
    super(failure.cause);
    this.failure = failure;
  }
}

/** The failure of a state whose output or result is larger than 256 KiB. */
export const tooLarge = (name: string): Failure => ({
  error: 'States.DataLimitExceeded',
  cause: `The state/task '${name}' returned a result with a size exceeding the maximum number of bytes service limit.`,
});
