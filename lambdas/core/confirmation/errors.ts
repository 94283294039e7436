import { OwnError } from '../shared/own-error.ts';

/** Nobody knows whether the mail went out: the connection broke, or the service failed after it may have taken it. */
export class MailOutcomeUnknown extends OwnError {
  override readonly name = 'MailOutcomeUnknown';
}

/** The mail service did not take the mail; the name is the service's own. Its text is left out, as it names the recipient. */
export class MailRefused extends OwnError {
  override readonly name: string;

  constructor(code: string) {
    super('the mail service did not take the mail');
    this.name = code;
  }
}

/** Another sender holds the claim on this confirmation: come back once it is settled, or has expired. */
export class ConfirmationClaimed extends OwnError {
  override readonly name = 'ConfirmationClaimed';
}

/** There is no order with this outcome: somebody has to look at the message. */
export class NothingToConfirm extends OwnError {
  override readonly name = 'NothingToConfirm';
}

/** The order's e-mail address is none that a mail can be sent to, ever. */
export class UnusableAddress extends OwnError {
  override readonly name = 'UnusableAddress';
}
