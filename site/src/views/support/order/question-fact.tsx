import type { Question, QuestionAnswer } from '../../../../../lambdas/core/contract/question.ts';
import { ChangeText } from '../../change-text.tsx';
import { Price } from '../../price.tsx';
import { Timestamp } from '../../timestamp.tsx';

/** Who did something about an order, as support says it. */
export const sayWho = (by: QuestionAnswer['by']): string => (by === 'customer' ? 'the customer' : 'support');

const ANSWERS: Readonly<Record<QuestionAnswer['kind'], string>> = {
  accepted: 'Accepted',
  declined: 'Declined',
  approved: 'Approved',
  rejected: 'Rejected',
  cancelled: 'Cancelled instead',
};

const Asked = ({ question }: { question: Question }) => {
  if (question.kind === 'review') {
    const { totalCents, limitCents, currency } = question;
    return (
      <p>
        Total <Price cents={totalCents} currency={currency} />, above the limit of{' '}
        <Price cents={limitCents} currency={currency} />
      </p>
    );
  }
  const { changes, proposal } = question;
  return (
    <>
      <ul>
        {changes.map((change) => (
          <li key={'line' in change ? change.line : change.kind}>
            <ChangeText change={change} currency={proposal.currency} />
          </li>
        ))}
      </ul>
      <p>
        Proposed: {proposal.items.map(({ quantity, name }) => `${quantity} × ${name}`).join(', ')}, for{' '}
        <Price cents={proposal.totalCents} currency={proposal.currency} />
      </p>
    </>
  );
};

/** What was asked about an order, until when, and what was answered. */
export const QuestionFact = ({ question }: { question: Question }) => {
  const { askedAt, until, answer } = question;
  return (
    <div class="ordered">
      <Asked question={question} />
      <p class="muted">
        Asked <Timestamp timestamp={askedAt} />, open until <Timestamp timestamp={until} />
      </p>
      {answer ? (
        <p>
          {ANSWERS[answer.kind]} by {sayWho(answer.by)} <Timestamp timestamp={answer.at} />
          {answer.reason !== undefined && `: ${answer.reason}`}
        </p>
      ) : (
        <p>Not answered</p>
      )}
    </div>
  );
};
