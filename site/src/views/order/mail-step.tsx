import type { ComponentChildren } from 'preact';
import { STATUS_OF } from '../../../../lambdas/core/contract/event-type.ts';
import type { Mail, MailOutcome } from '../../../../lambdas/core/contract/mail.ts';
import type { OrderResponse } from '../../../../lambdas/core/contract/order-answers.ts';
import { headlineOf, MAIL_OUTCOME_WORDS } from '../../../../lambdas/core/contract/words.ts';
import { addressOf, mayFail } from '../../stores/mails.ts';
import { Timestamp } from '../timestamp.tsx';

type Look = 'done' | 'waiting' | 'stopped';

const LOOKS: Readonly<Record<MailOutcome, Look>> = {
  pending: 'waiting',
  sent: 'done',
  delayed: 'waiting',
  delivered: 'done',
  bounced: 'stopped',
  complained: 'stopped',
  rejected: 'stopped',
  refused: 'stopped',
};

const EXPLANATIONS: Readonly<Partial<Record<MailOutcome, string>>> = {
  pending: 'It is not sent yet. You need not wait for it here.',
  delayed: 'The mail server there does not take it at the moment; it is tried again for some hours.',
  bounced: 'The mail server there did not take it.',
  complained: 'It arrived, and was then reported as unwanted.',
  rejected: 'Our mail service held it back.',
  refused: 'Our mail service cannot send to this address.',
};

const explain = ({ outcome, bounce }: Mail): string | undefined =>
  outcome === 'bounced' && bounce?.kind === 'soft'
    ? 'The mail server there did not take it: the mailbox may be full, or out of order for a while.'
    : EXPLANATIONS[outcome];

/** When it went out, and arrived. */
const When = ({ mail: { outcome, sentAt, outcomeAt, firstSentAt } }: { mail: Mail }): ComponentChildren => (
  <>
    {sentAt !== undefined && (
      <>
        {firstSentAt === undefined ? ', ' : ', sent again '}
        <Timestamp timestamp={sentAt} />
      </>
    )}
    {outcome === 'delivered' && outcomeAt !== undefined && outcomeAt !== sentAt && (
      <>
        , arrived <Timestamp timestamp={outcomeAt} />
      </>
    )}
  </>
);

interface MailStepProps {
  mail: Mail;
  order: OrderResponse;
  /** Whether the order waits for nothing else. */
  isLast: boolean;
}

/** A mail about the order: what it was about, to whom and when it went, and what became of it. */
export const MailStep = ({ mail, order, isLast }: MailStepProps) => {
  const doubtful = mayFail(mail, order);
  const look = doubtful ? 'waiting' : LOOKS[mail.outcome];
  const isCurrent = isLast && mail.outcome === 'pending';
  const explanation = explain(mail);
  return (
    <li class={`step mailed ${isCurrent ? 'current' : look}`} aria-current={isCurrent ? 'step' : undefined}>
      <h2>{MAIL_OUTCOME_WORDS[mail.outcome].shopper}</h2>
      <p class="muted">
        “{headlineOf(STATUS_OF[mail.eventType])}”, to {addressOf(mail, order)}
        <When mail={mail} />
      </p>
      {explanation !== undefined && <p class="muted">{explanation}</p>}
      {doubtful && <p class="muted">Another mail to this address did not reach you, so this one may not either.</p>}
    </li>
  );
};
