import type { Mail, MailOutcome } from '../../../../lambdas/core/contract/mail.ts';

/** What came of the wish for a mail. */
interface ResentOutcome {
  text: string;
  bad: boolean;
}

const ENDS: Readonly<Record<MailOutcome, ResentOutcome>> = {
  pending: { text: 'It is not sent yet. Should it stay so, look at the dead letters “Confirmations”.', bad: true },
  sent: { text: 'It was sent. SES has told nothing of it yet.', bad: false },
  delayed: { text: 'It was sent. The mail server does not take it yet; SES goes on trying.', bad: false },
  delivered: { text: 'It was sent, and delivered.', bad: false },
  bounced: { text: 'It was sent, and bounced: the customer does not have it.', bad: true },
  complained: { text: 'It was sent, and marked as spam.', bad: true },
  rejected: { text: 'SES rejected it: the customer does not have it.', bad: true },
  refused: { text: 'It can never be sent: the address takes no mail.', bad: true },
};

/** Whether it went out, or was given up, since it looked like `before`. */
const isNew = (mail: Mail, before: Mail | undefined): boolean =>
  mail.sentAt !== before?.sentAt ||
  mail.times !== before?.times ||
  (mail.outcome === 'refused' && mail.outcomeAt !== before?.outcomeAt);

/** What became of a mail that was wished for, by how it looked then and looks now. `following` tells whether more looks are to
 * come. It was sent only when that is noted, and arrived only when SES says so. */
export const resentOutcome = (before: Mail | undefined, mail: Mail | undefined, following: boolean): ResentOutcome => {
  if (mail && mail.outcome !== 'pending' && isNew(mail, before)) return ENDS[mail.outcome];
  return following ? { text: 'It is on its way.', bad: false } : ENDS.pending;
};
