import { STATUS_OF } from '../../../../lambdas/core/contract/event-type.ts';
import type { Mail, MailOutcome } from '../../../../lambdas/core/contract/mail.ts';
import type { OrderResponse } from '../../../../lambdas/core/contract/order-answers.ts';
import type { SaySite } from '../../stores/languages.ts';
import { addressOf, mayFail } from '../../stores/mails.ts';
import { Timestamp } from '../timestamp.tsx';
import { useSay } from '../words.tsx';

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

const explain = (say: SaySite, { outcome, bounce }: Mail): string | undefined => {
  if (outcome === 'sent' || outcome === 'delivered') return undefined;
  return say(outcome === 'bounced' && bounce?.kind === 'soft' ? 'mailStep.bouncedSoftly' : `mailStep.${outcome}`);
};

/** What it was about, to whom and when it went out, and when it arrived. */
const What = ({ mail, order }: Pick<MailStepProps, 'mail' | 'order'>) => {
  const say = useSay();
  const { outcome, sentAt, outcomeAt, firstSentAt } = mail;
  const what = { headline: say(`headline.${STATUS_OF[mail.eventType]}`), address: addressOf(mail, order) };
  const hasArrived = outcome === 'delivered' && outcomeAt !== undefined && outcomeAt !== sentAt;
  return (
    <p class="muted">
      {sentAt === undefined
        ? say('mailStep.to', what)
        : say.parts(firstSentAt === undefined ? 'mailStep.at' : 'mailStep.again', {
            ...what,
            sentAt: <Timestamp timestamp={sentAt} />,
          })}
      {hasArrived && say.parts('mailStep.arrived', { arrivedAt: <Timestamp timestamp={outcomeAt} /> })}
    </p>
  );
};

interface MailStepProps {
  mail: Mail;
  order: OrderResponse;
  /** Whether the order waits for nothing else. */
  isLast: boolean;
}

/** A mail about the order: what it was about, to whom and when it went, and what became of it. */
export const MailStep = ({ mail, order, isLast }: MailStepProps) => {
  const say = useSay();
  const doubtful = mayFail(mail, order);
  const look = doubtful ? 'waiting' : LOOKS[mail.outcome];
  const isCurrent = isLast && mail.outcome === 'pending';
  const explanation = explain(say, mail);
  return (
    <li class={`step mailed ${isCurrent ? 'current' : look}`} aria-current={isCurrent ? 'step' : undefined}>
      <h2>{say(`mail.${mail.outcome}`)}</h2>
      <What mail={mail} order={order} />
      {explanation !== undefined && <p class="muted">{explanation}</p>}
      {doubtful && <p class="muted">{say('mailStep.doubtful')}</p>}
    </li>
  );
};
