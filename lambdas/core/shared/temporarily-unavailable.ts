import { OwnError } from './own-error.ts';

/** An AWS service is throttling or failing for the moment: back off and try again. The state machine retries it by name. */
export class TemporarilyUnavailable extends OwnError {
  override readonly name = 'TemporarilyUnavailable';
}
