import { STATUS_OF } from '../../../../lambdas/core/contract/event-type.ts';
import { subjectOf } from '../../../../lambdas/core/contract/mail.ts';
import { say } from './english.tsx';

/** The headline of the mail of an occasion; one that this page does not know yet is shown by its name. */
export const sayMail = (occasion: string): string => {
  const subject = subjectOf(occasion);
  return subject ? say(`headline.${STATUS_OF[subject.eventType]}`) : occasion;
};
