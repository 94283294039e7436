import { useState } from 'preact/hooks';
import { STATUS_OF } from '../../../../../lambdas/core/contract/event-type.ts';
import type { Mail } from '../../../../../lambdas/core/contract/mail.ts';
import type { ShownOrder } from '../../../../../lambdas/core/contract/order.ts';
import { addressOf, mayFail } from '../../../stores/mails.ts';
import type { OrderTrace } from '../../../stores/support/order-trace.ts';
import { Timestamp } from '../../timestamp.tsx';
import { MailBadge } from '../badges.tsx';
import { say } from '../english.tsx';
import { Personal } from '../personal.tsx';
import { MailView } from './mail-view.tsx';
import { ResendMail } from './resend-mail.tsx';

const Sent = ({ mail: { sentAt, firstSentAt, times } }: { mail: Mail }) => {
  if (sentAt === undefined) return null;
  return (
    <p class="muted">
      Sent <Timestamp timestamp={sentAt} />
      {firstSentAt !== undefined && (
        <>
          , first <Timestamp timestamp={firstSentAt} />, {times} times in all
        </>
      )}
    </p>
  );
};

/** What SES said, with the time where it did not say it at the sending. */
const Told = ({ mail: { outcome, outcomeAt, bounce } }: { mail: Mail }) => (
  <p>
    <MailBadge outcome={outcome} />
    {outcomeAt !== undefined && (
      <>
        {' '}
        <Timestamp timestamp={outcomeAt} />
      </>
    )}
    {bounce && (
      <span class="muted">
        {' '}
        {bounce.kind === 'hard' ? 'for good' : 'for now'}; SES: {bounce.type}, {bounce.subtype}
      </span>
    )}
  </p>
);

interface MailItemProps {
  trace: OrderTrace;
  order: ShownOrder;
  mail: Mail;
  canShow: boolean;
  canSend: boolean;
}

/** One mail: what it told, to whom and when it went, what became of it; ways to see it and to send it again. */
export const MailItem = ({ trace, order, mail, canShow, canSend }: MailItemProps) => {
  const [shown, setShown] = useState(false);
  const headline = say(`headline.${STATUS_OF[mail.eventType]}`);
  return (
    <li class="mail">
      <div class="mail-row">
        <div>
          <h3>“{headline}”</h3>
          <p>
            to <Personal text={addressOf(mail, order)} />
          </p>
        </div>
        <div>
          <Told mail={mail} />
          <Sent mail={mail} />
          {mayFail(mail, order) && <p class="muted">Another mail to this address failed, so this one may too.</p>}
        </div>
        <div class="mail-ways">
          {canShow && (
            <button type="button" class="button small" aria-expanded={shown} onClick={() => setShown(!shown)}>
              {shown ? 'Hide' : 'Show'}
              <span class="visually-hidden">: {headline}</span>
            </button>
          )}
          {canSend && <ResendMail trace={trace} order={order} mail={mail} headline={headline} />}
        </div>
      </div>
      {shown && <MailView orderId={order.orderId} occasion={mail.occasion} />}
    </li>
  );
};
