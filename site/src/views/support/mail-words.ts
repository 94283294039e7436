import { STATUS_OF } from '../../../../lambdas/core/contract/event-type.ts';
import { subjectOf } from '../../../../lambdas/core/contract/mail.ts';
import { headlineOf } from '../../../../lambdas/core/contract/words.ts';

/** The headline of the mail of an occasion; one that this page does not know yet is shown by its name. */
export const sayMail = (occasion: string): string => {
  const subject = subjectOf(occasion);
  return subject ? headlineOf(STATUS_OF[subject.eventType]) : occasion;
};
