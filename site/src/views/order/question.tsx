import { formatMoney } from '../../../../lambdas/core/contract/formats.ts';
import type { OrderActs } from '../../stores/order-acts.ts';
import { type AskingOrder, seenTotal } from '../../stores/proposal.ts';
import { ChangeText } from '../change-text.tsx';
import { Timestamp } from '../timestamp.tsx';
import { useLocale, useSay } from '../words.tsx';
import { Proposal } from './proposal.tsx';

const Answers = ({ order, acts }: { order: AskingOrder; acts: OrderActs }) => {
  const say = useSay();
  const locale = useLocale();
  const { id, proposal } = order.question;
  const busy = acts.busy.value;
  const give = (answer: 'accept' | 'decline') => () => acts.answer(id, answer);
  return (
    <div class="answers">
      <button type="button" class="button primary" aria-disabled={busy !== undefined} onClick={give('accept')}>
        {busy === 'accept'
          ? say('question.sending')
          : say('question.accept', { total: formatMoney(proposal.totalCents, proposal.currency, locale) })}
      </button>
      <button type="button" class="button" aria-disabled={busy !== undefined} onClick={give('decline')}>
        {say(busy === 'decline' ? 'question.sending' : 'question.decline')}
      </button>
    </div>
  );
};

/** What changed since the order was placed, what is proposed instead, and the two answers to it. */
export const CustomerQuestion = ({ order, acts }: { order: AskingOrder; acts: OrderActs }) => {
  const say = useSay();
  const { changes, proposal, until } = order.question;
  const costsTheSame = seenTotal(order)?.cents === proposal.totalCents;
  return (
    <section class="panel question" aria-labelledby="question">
      <h2 id="question">{say('question.title')}</h2>
      <p>{say(costsTheSame ? 'question.changedNotPrice' : 'question.changed')}</p>
      <ul class="reasons">
        {changes.map((change) => (
          <li key={'line' in change ? change.line : change.kind}>
            <ChangeText change={change} currency={proposal.currency} />
          </li>
        ))}
      </ul>
      <Proposal order={order} />
      <p>
        {say.parts('question.answerBy', {
          until: (
            <strong>
              <Timestamp timestamp={until} />
            </strong>
          ),
        })}
      </p>
      <Answers order={order} acts={acts} />
      <p class="muted">{say('question.neverMore')}</p>
    </section>
  );
};
