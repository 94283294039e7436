import type { ComponentChildren } from 'preact';
import type { Question } from '../../../../lambdas/core/contract/question.ts';
import { Price } from '../price.tsx';
import { Timestamp } from '../timestamp.tsx';
import { useSay } from '../words.tsx';

/** A step's look: behind the order, where it is now, or where it ended. */
type Look = 'done' | 'current' | 'stopped';

const Step = ({ look, heading, children }: { look: Look; heading: string; children: ComponentChildren }) => (
  <li class={`step ${look}`} aria-current={look === 'current' ? 'step' : undefined}>
    <h2>{heading}</h2>
    <p class="muted">{children}</p>
  </li>
);

const Open = ({ question }: { question: Question }) => {
  const say = useSay();
  const until = <Timestamp timestamp={question.until} />;
  if (question.kind === 'customer') {
    return (
      <Step look="current" heading={say('status.AwaitingCustomer')}>
        {say.parts('step.answerBy', { until })}
      </Step>
    );
  }
  const { limitCents, totalCents, currency } = question;
  return (
    <Step look="current" heading={say('status.UnderReview')}>
      {say.parts('step.reviewBy', {
        limit: <Price cents={limitCents} currency={currency} />,
        total: <Price cents={totalCents} currency={currency} />,
        until,
      })}
    </Step>
  );
};

/** The question that was put about an order: what it waits for, what was answered, or that no answer came in time. */
export const QuestionStep = ({ question, decided }: { question: Question; decided: boolean }) => {
  const say = useSay();
  const { answer, kind, until } = question;
  if (answer) {
    const negative = answer.kind === 'declined' || answer.kind === 'rejected';
    return (
      <Step look={negative ? 'stopped' : 'done'} heading={say(`step.${answer.kind}`)}>
        <Timestamp timestamp={answer.at} />
      </Step>
    );
  }
  if (!decided) return <Open question={question} />;
  return (
    <Step look="stopped" heading={say(kind === 'customer' ? 'step.unanswered' : 'step.unreviewed')}>
      {say.parts('step.wasOpen', { until: <Timestamp timestamp={until} /> })}
    </Step>
  );
};
