import { useState } from 'preact/hooks';
import type { Answer, Failure } from '../../../api/answer.ts';
import { answerThatWaits, type DecisionOffers, decisionsOn, neverBegan } from '../../../stores/support/decisions.ts';
import type { OrderTrace } from '../../../stores/support/order-trace.ts';
import type { ActionOutcome } from '../../action-outcome.ts';
import { OutcomeNote } from '../../outcome-note.tsx';
import { Price } from '../../price.tsx';
import { Timestamp } from '../../timestamp.tsx';
import { sayFailure } from '../english.tsx';
import { useMayAct } from '../support-access.ts';
import { type AskedDecision, DecisionDialog } from './decision-dialog.tsx';
import { type Decision, sayDecision } from './decision-words.ts';

interface ButtonsProps {
  offers: DecisionOffers;
  busy: boolean;
  ask: (decision: Decision) => void;
}

const Buttons = ({ offers, busy, ask }: ButtonsProps) => {
  const buttons: [boolean, Decision, string, string][] = [
    [offers.review !== undefined, 'approve', 'Approve', 'button primary'],
    [offers.review !== undefined, 'reject', 'Reject', 'button'],
    [offers.cancel, 'cancel', 'Cancel the order', 'button'],
  ];
  const offered = buttons.filter(([isOffered]) => isOffered);
  if (offered.length === 0) return null;
  return (
    <div class="remedy-buttons">
      {offered.map(([, decision, words, look]) => (
        <button key={decision} type="button" class={look} aria-disabled={busy} onClick={() => busy || ask(decision)}>
          {words}
        </button>
      ))}
    </div>
  );
};

const Asked = ({ review }: { review: NonNullable<DecisionOffers['review']> }) => (
  <p>
    This order waits for a review: its total of <Price cents={review.totalCents} currency={review.currency} /> is above{' '}
    <Price cents={review.limitCents} currency={review.currency} />. Without one it is rejected{' '}
    <Timestamp timestamp={review.until} />.
  </p>
);

const isNotFound = (failure: Failure | undefined): boolean =>
  failure?.kind === 'problem' && failure.problem.status === 404;

interface WayOnProps {
  children: string;
  busy: boolean;
  label: string;
  onClick: () => void;
}

/** Why an order does not go on by itself, and the one thing to do about it. */
const WayOn = ({ children, busy, label, onClick }: WayOnProps) => (
  <>
    <p>{children}</p>
    <div class="remedy-buttons">
      <button type="button" class="button" aria-disabled={busy} onClick={() => busy || onClick()}>
        {label}
      </button>
    </div>
  </>
);

/** A cancellation that nothing carries out. Whatever is given for a reason now, the wish that is noted first counts. */
const NeverBegan = ({ busy, again }: { busy: boolean; again: () => void }) => (
  <WayOn busy={busy} label="Cancel it once more" onClick={again}>
    The cancellation of this order was asked for and never began: its workflow could not be started then.
  </WayOn>
);

/** An answer that reached no execution: nobody else can say it once more, and it need not be said. */
const AnswerWaits = ({ busy, handOn }: { busy: boolean; handOn: () => void }) => (
  <WayOn busy={busy} label="Hand the answer on" onClick={handOn}>
    What this order waited for is answered, and its execution could not be told then. Handed on, it goes on by that
    answer; otherwise it does once the time to answer is over.
  </WayOn>
);

/** What support can decide about an order: whether it may pass, or that it is cancelled; and what came of that. */
export const Decisions = ({ trace }: { trace: OrderTrace }) => {
  const mayAct = useMayAct();
  const [asked, setAsked] = useState<AskedDecision>();
  const [busy, setBusy] = useState(false);
  const [noted, setNoted] = useState<Decision>();
  const [refused, setRefused] = useState<ActionOutcome>();
  const order = trace.order.value;
  const offers = decisionsOn(order);
  const executions = trace.execution.value?.executions ?? (isNotFound(trace.failure.value) ? [] : undefined);

  const waiting = answerThatWaits(order, executions, Date.now());

  const act = async (decision: Decision, call: () => Promise<Answer<unknown>>): Promise<void> => {
    setAsked(undefined);
    setBusy(true);
    setNoted(undefined);
    setRefused(undefined);
    const answer = await call();
    setBusy(false);
    if (answer.ok) setNoted(decision);
    else setRefused({ text: sayFailure(answer.failure), bad: true });
  };
  const outcome = noted ? sayDecision(noted, order, executions) : refused;

  return (
    <div class="remedies">
      {offers.review && <Asked review={offers.review} />}
      {mayAct && (
        <Buttons offers={offers} busy={busy} ask={(decision) => setAsked({ decision, review: offers.review })} />
      )}
      {mayAct && neverBegan(order, executions, Date.now()) && (
        <NeverBegan
          busy={busy}
          again={() => void act('cancel', () => trace.cancel('It was asked for, and had not begun.'))}
        />
      )}
      {mayAct && waiting && (
        <AnswerWaits
          busy={busy}
          handOn={() => void act('hand-on', () => trace.review({ questionId: waiting.id, decision: 'hand-on' }))}
        />
      )}
      {outcome && <OutcomeNote outcome={outcome} />}
      {asked && (
        <DecisionDialog
          {...asked}
          onReview={(request) => act(asked.decision, () => trace.review(request))}
          onCancelOrder={(reason) => act('cancel', () => trace.cancel(reason))}
          close={() => setAsked(undefined)}
        />
      )}
    </div>
  );
};
