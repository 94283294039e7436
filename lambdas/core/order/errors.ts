import { OwnError } from '../shared/own-error.ts';

/** The order breaks a rule of the shop; the state machine catches it by name and its message carries one reason a line. */
export class OrderRejected extends OwnError {
  /** Literal, because minifying renames classes and Lambda reports this name as the error's type. */
  override readonly name = 'OrderRejected';

  constructor(reasons: readonly string[]) {
    super(reasons.join('\n'));
  }
}

/** An order already has another outcome than the one to be recorded, or no record at all: somebody has to look. */
export class OutcomeConflict extends OwnError {
  override readonly name = 'OutcomeConflict';
}

/** A closed execution stands in the way of the order's and cannot be redriven: support starts `{orderId}-2`. */
export class ExecutionNotRevivable extends OwnError {
  override readonly name = 'ExecutionNotRevivable';
}
