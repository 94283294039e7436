import type { OrderResponse } from '../../../../lambdas/core/contract/api.ts';
import { mayHaveCounted, type OrderActs } from '../../stores/order-acts.ts';

/** A way to tell an answer again that is on the record though its call came to nothing; it counts once. */
export const SendAgain = ({ order, acts }: { order: OrderResponse; acts: OrderActs }) => {
  const outcome = acts.outcome.value;
  if (order.status !== 'AwaitingCustomer' || order.question.answer === undefined) return null;
  if (outcome?.failure === undefined || !mayHaveCounted(outcome.failure)) return null;
  const { act } = outcome;
  const busy = acts.busy.value !== undefined;
  const send = (): Promise<void> => (act === 'cancel' ? acts.cancel() : acts.answer(order.question.id, act));
  return (
    <p>
      <button type="button" class="button primary" aria-disabled={busy} onClick={send}>
        {busy ? 'Sending your answer …' : 'Send your answer again'}
      </button>
    </p>
  );
};
