import { useState } from 'preact/hooks';
import type { OrderResponse } from '../../../../../lambdas/core/contract/api.ts';
import type { Answer } from '../../../api/answer.ts';
import { type DecisionOffers, decisionsOn } from '../../../stores/support/decisions.ts';
import type { OrderTrace } from '../../../stores/support/order-trace.ts';
import type { ActionOutcome } from '../../action-outcome.ts';
import { sayFailure } from '../../failure-words.ts';
import { OutcomeNote } from '../../outcome-note.tsx';
import { Price } from '../../price.tsx';
import { Timestamp } from '../../timestamp.tsx';
import { type AskedDecision, type Decision, DecisionDialog } from './decision-dialog.tsx';

/** While the order is on its way there, and once it came there. */
const NOTED: Readonly<Record<Decision, string>> = {
  approve: 'Approved: the order goes on. This page follows it.',
  reject: 'Not approved: the order is being rejected, and the customer is told. This page follows it.',
  cancel: 'The order is being cancelled, and the customer is told. This page follows it.',
};
const DONE: Readonly<Record<Decision, readonly [OrderResponse['status'], string]>> = {
  approve: ['Processed', 'Approved, and the order is processed.'],
  reject: ['Rejected', 'Not approved: the order is rejected.'],
  cancel: ['Cancelled', 'The order is cancelled.'],
};

const sayNoted = (decision: Decision, order: OrderResponse | undefined): string => {
  const [status, words] = DONE[decision];
  return order?.status === status ? words : NOTED[decision];
};

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

/** What support can decide about an order: whether it may pass, or that it is cancelled; and what came of that. */
export const Decisions = ({ trace }: { trace: OrderTrace }) => {
  const [asked, setAsked] = useState<AskedDecision>();
  const [busy, setBusy] = useState(false);
  const [noted, setNoted] = useState<Decision>();
  const [refused, setRefused] = useState<ActionOutcome>();
  const order = trace.order.value;
  const offers = decisionsOn(order);

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
  const outcome = noted ? { text: sayNoted(noted, order), bad: false } : refused;

  return (
    <div class="remedies">
      {offers.review && <Asked review={offers.review} />}
      <Buttons offers={offers} busy={busy} ask={(decision) => setAsked({ decision, review: offers.review })} />
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
