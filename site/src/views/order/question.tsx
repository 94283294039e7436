import { formatMoney } from '../../../../lambdas/core/contract/formats.ts';
import type { OrderActs } from '../../stores/order-acts.ts';
import { type AskingOrder, seenTotal } from '../../stores/proposal.ts';
import { ChangeText } from '../change-text.tsx';
import { useShop } from '../shop-context.ts';
import { Timestamp } from '../timestamp.tsx';
import { Proposal } from './proposal.tsx';

const Answers = ({ order, acts }: { order: AskingOrder; acts: OrderActs }) => {
  const { locale } = useShop().settings;
  const { id, proposal } = order.question;
  const busy = acts.busy.value;
  const give = (answer: 'accept' | 'decline') => () => acts.answer(id, answer);
  return (
    <div class="answers">
      <button type="button" class="button primary" aria-disabled={busy !== undefined} onClick={give('accept')}>
        {busy === 'accept'
          ? 'Sending your answer …'
          : `Accept, for ${formatMoney(proposal.totalCents, proposal.currency, locale)}`}
      </button>
      <button type="button" class="button" aria-disabled={busy !== undefined} onClick={give('decline')}>
        {busy === 'decline' ? 'Sending your answer …' : 'Decline, order nothing'}
      </button>
    </div>
  );
};

/** What changed since the order was placed, what is proposed instead, and the two answers to it. */
export const CustomerQuestion = ({ order, acts }: { order: AskingOrder; acts: OrderActs }) => {
  const { changes, proposal, until } = order.question;
  return (
    <section class="panel question" aria-labelledby="question">
      <h2 id="question">Do you still want it?</h2>
      <p>
        Something has changed since you ordered
        {seenTotal(order)?.cents === proposal.totalCents ? ', though not what it costs' : ''}:
      </p>
      <ul class="reasons">
        {changes.map((change) => (
          <li key={'line' in change ? change.line : change.kind}>
            <ChangeText change={change} currency={proposal.currency} />
          </li>
        ))}
      </ul>
      <Proposal order={order} />
      <p>
        Please answer by{' '}
        <strong>
          <Timestamp timestamp={until} />
        </strong>
        . Without an answer by then nothing is ordered.
      </p>
      <Answers order={order} acts={acts} />
      <p class="muted">
        Should prices or stock change again before your answer is carried out, we ask you again: it never costs more
        than you accepted.
      </p>
    </section>
  );
};
