import type { RaisedQuestion } from '../contract/question.ts';
import { OwnError } from '../shared/own-error.ts';
import { type RaisedGround, reasonLine } from './reasons.ts';

/** The order breaks a rule of the shop; the state machine catches it by name and its message carries one reason a line. */
export class OrderRejected extends OwnError {
  /** Literal, because minifying renames classes and Lambda reports this name as the error's type. */
  override readonly name = 'OrderRejected';

  constructor(grounds: readonly RaisedGround[]) {
    super(grounds.map(reasonLine).join('\n'));
  }
}

/** The order cannot be had as it was ordered, and its customer is to say whether the proposal will do; the state machine catches
 * it by name, and its message is the question's JSON. What the customer wrote is not in it: Lambda logs what a task throws. */
export class CustomerNeeded extends OwnError {
  override readonly name = 'CustomerNeeded';

  constructor(question: RaisedQuestion) {
    super(JSON.stringify(question));
  }
}

/** A person has to let the order pass; the state machine catches it by name, and its message is the question's JSON. */
export class ReviewNeeded extends OwnError {
  override readonly name = 'ReviewNeeded';

  constructor(question: RaisedQuestion) {
    super(JSON.stringify(question));
  }
}

/** Since the order was validated, others bought what it takes from stock; the state machine has it validated once more. */
export class OutOfStock extends OwnError {
  override readonly name = 'OutOfStock';
}

/** An order is to be rejected because its customer did not answer in time, and the answer was noted just before: the state
 * machine puts the question again, which hands that answer on. */
export class CustomerAnswered extends OwnError {
  override readonly name = 'CustomerAnswered';
}

/** The same of a review. */
export class ReviewerAnswered extends OwnError {
  override readonly name = 'ReviewerAnswered';
}

/** An order is to be Processed, and its customer or support cancelled it while it was asked about: the state machine catches it by
 * name, and records the cancellation. */
export class OrderCancelled extends OwnError {
  override readonly name = 'OrderCancelled';
}

/** An order already has another outcome than the one to be recorded, or no record at all: somebody has to look. */
export class OutcomeConflict extends OwnError {
  override readonly name = 'OutcomeConflict';
}

/** A closed execution stands in the way of the order's and cannot be redriven: support starts `{orderId}-2`. */
export class ExecutionNotRevivable extends OwnError {
  override readonly name = 'ExecutionNotRevivable';
}
