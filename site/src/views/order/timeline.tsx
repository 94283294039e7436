import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { EVENT_TYPE_OF } from '../../../../lambdas/core/contract/event-type.ts';
import type { Mail } from '../../../../lambdas/core/contract/mail.ts';
import type { OrderResponse } from '../../../../lambdas/core/contract/order-answers.ts';
import { expectedMail, mailsOf } from '../../stores/mails.ts';
import { useShop } from '../shop-context.ts';
import { Timestamp } from '../timestamp.tsx';
import { useSay } from '../words.tsx';
import { MailStep } from './mail-step.tsx';
import { QuestionStep } from './question-step.tsx';

/** After this, an order takes longer than nearly all do. */
const LONG_MILLISECONDS = 60_000;

type Decided = Extract<OrderResponse, { processedAt: string }>;

const Pending = ({ since, now, heading }: { since: number; now: number; heading: string }) => (
  <li class="step current" aria-current="step">
    <h2>{heading}</h2>
    <p class="muted">{useSay()(now - since > LONG_MILLISECONDS ? 'step.late' : 'step.soon')}</p>
  </li>
);

const Step = ({ heading, at, stopped }: { heading: string; at: string; stopped: boolean }) => (
  <li class={stopped ? 'step stopped' : 'step done'}>
    <h2>{heading}</h2>
    <p class="muted">
      <Timestamp timestamp={at} />
    </p>
  </li>
);

type MailsOf = (status: Mail['eventType']) => ComponentChildren;

/** How the order ended, and what came before of one that was Processed first. */
const Decision = ({ order, now, mailsOf }: { order: Decided; now: number; mailsOf: MailsOf }) => {
  const say = useSay();
  if (order.status !== 'Cancelled') {
    return (
      <>
        <Step heading={say(`step.${order.status}`)} at={order.processedAt} stopped={order.status === 'Rejected'} />
        {mailsOf(EVENT_TYPE_OF[order.status])}
        {order.status === 'Processed' && order.cancelRequested && (
          <Pending heading={say('step.cancelling')} since={Date.parse(order.cancelRequested.at)} now={now} />
        )}
      </>
    );
  }
  return (
    <>
      {/* Else it was cancelled instead of an answer, before anything was decided. */}
      {order.question?.answer?.kind !== 'cancelled' && (
        <Step heading={say('step.Processed')} at={order.processedAt} stopped={false} />
      )}
      {mailsOf(EVENT_TYPE_OF.Processed)}
      <Step heading={say('step.Cancelled')} at={order.cancelledAt} stopped />
      {mailsOf(EVENT_TYPE_OF.Cancelled)}
    </>
  );
};

/** The way of an order: received, perhaps asked about, then decided, and each mail about that where the shop sends any. */
export const Timeline = ({ order, seenAt }: { order: OrderResponse; seenAt: string | undefined }) => {
  const { confirmations } = useShop();
  const say = useSay();
  const [openedAt] = useState(() => Date.now());
  const now = seenAt === undefined ? Date.now() : Date.parse(seenAt);
  const timestamp = 'timestamp' in order ? order.timestamp : undefined;
  const question = 'question' in order ? order.question : undefined;
  const decided = 'processedAt' in order;
  const movingSince = question?.answer?.at ?? timestamp;
  const expected = confirmations ? expectedMail(order) : undefined;
  const mails = [...mailsOf(order), ...(expected ? [expected] : [])];
  const isLast = decided && !(order.status === 'Processed' && order.cancelRequested);
  const show = (shown: readonly Mail[]): ComponentChildren =>
    shown.map((mail) => <MailStep key={mail.occasion} mail={mail} order={order} isLast={isLast} />);
  const asked = mails.filter(({ questionId }) => questionId !== undefined);
  return (
    <ol class="timeline" aria-label={say('step.title')}>
      <li class="step done">
        <h2>{say('step.Received')}</h2>
        <p class="muted">{timestamp ? <Timestamp timestamp={timestamp} /> : say('step.haveIt')}</p>
      </li>
      {show(asked.filter(({ questionId }) => questionId !== question?.id))}
      {question && <QuestionStep question={question} decided={decided} />}
      {show(asked.filter(({ questionId }) => questionId === question?.id))}
      {decided && (
        <Decision order={order} now={now} mailsOf={(type) => show(mails.filter((mail) => mail.eventType === type))} />
      )}
      {!decided && (question === undefined || question.answer) && (
        <Pending heading={say('step.processing')} since={movingSince ? Date.parse(movingSince) : openedAt} now={now} />
      )}
    </ol>
  );
};
