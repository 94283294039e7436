import type { OrderResponse } from '../../../../lambdas/core/contract/order-answers.ts';
import { mayHaveCounted, type OrderActs } from '../../stores/order-acts.ts';
import { useSay } from '../words.tsx';

/** A cancellation takes seconds; one that takes longer may never have begun. */
const LONG_CANCELLATION_MS = 60_000;

/** What the button says, before and while it sends. */
const ANSWER_AGAIN = ['question.sendAgain', 'question.sending'] as const;
const CANCEL_AGAIN = ['cancel.again', 'cancel.busy'] as const;

type Words = typeof ANSWER_AGAIN | typeof CANCEL_AGAIN;

/** What can be told again, in words and as an act; undefined where there is no need to. */
const againOf = (order: OrderResponse, acts: OrderActs): { words: Words; send: () => Promise<void> } | undefined => {
  const outcome = acts.outcome.value;
  const failed = outcome?.failure !== undefined && mayHaveCounted(outcome.failure) ? outcome.act : undefined;
  if (order.status === 'Processed' && order.cancelRequested) {
    const isLate = Date.now() - Date.parse(order.cancelRequested.at) > LONG_CANCELLATION_MS;
    return failed === 'cancel' || isLate ? { words: CANCEL_AGAIN, send: acts.cancel } : undefined;
  }
  if (order.status !== 'AwaitingCustomer' || order.question.answer === undefined || !failed) return undefined;
  const { id } = order.question;
  return { words: ANSWER_AGAIN, send: failed === 'cancel' ? acts.cancel : () => acts.answer(id, failed) };
};

/** A way to tell again what is on the record though its call came to nothing; it counts once. */
export const SendAgain = ({ order, acts }: { order: OrderResponse; acts: OrderActs }) => {
  const say = useSay();
  const again = againOf(order, acts);
  if (!again) return null;
  const busy = acts.busy.value !== undefined;
  const [words, busyWords] = again.words;
  return (
    <p>
      <button type="button" class="button primary" aria-disabled={busy} onClick={again.send}>
        {say(busy ? busyWords : words)}
      </button>
    </p>
  );
};
