import type { ComponentChildren } from 'preact';
import type { Question, QuestionAnswer } from '../../../../lambdas/core/contract/question.ts';
import { Price } from '../price.tsx';
import { Timestamp } from '../timestamp.tsx';

const ANSWERED: Readonly<Record<QuestionAnswer['kind'], string>> = {
  accepted: 'You accepted the changes',
  declined: 'You declined the changes',
  approved: 'Reviewed and approved',
  rejected: 'Reviewed and not approved',
  cancelled: 'Cancellation asked for',
};

/** A step's look: behind the order, where it is now, or where it ended. */
type Look = 'done' | 'current' | 'stopped';

const Step = ({ look, heading, children }: { look: Look; heading: string; children: ComponentChildren }) => (
  <li class={`step ${look}`} aria-current={look === 'current' ? 'step' : undefined}>
    <h2>{heading}</h2>
    <p class="muted">{children}</p>
  </li>
);

const Open = ({ question }: { question: Question }) => {
  const until = <Timestamp timestamp={question.until} />;
  if (question.kind === 'customer') {
    return (
      <Step look="current" heading="Waits for your answer">
        Something has changed, so we ask you first. Please answer by {until}.
      </Step>
    );
  }
  const { limitCents, totalCents, currency } = question;
  return (
    <Step look="current" heading="Being reviewed">
      One of us looks at orders above <Price cents={limitCents} currency={currency} /> before they are processed; yours
      comes to <Price cents={totalCents} currency={currency} />. You hear from us by {until} and need not do anything.
    </Step>
  );
};

/** The question that was put about an order: what it waits for, what was answered, or that no answer came in time. */
export const QuestionStep = ({ question, decided }: { question: Question; decided: boolean }) => {
  const { answer, kind, until } = question;
  if (answer) {
    const negative = answer.kind === 'declined' || answer.kind === 'rejected';
    return (
      <Step look={negative ? 'stopped' : 'done'} heading={ANSWERED[answer.kind]}>
        <Timestamp timestamp={answer.at} />
      </Step>
    );
  }
  if (!decided) return <Open question={question} />;
  return (
    <Step look="stopped" heading={kind === 'customer' ? 'No answer in time' : 'Not reviewed in time'}>
      It was open until <Timestamp timestamp={until} />.
    </Step>
  );
};
