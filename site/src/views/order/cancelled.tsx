import type { OrderRecord } from '../../../../lambdas/core/contract/order.ts';
import { CANCELLED_WORDS } from '../../../../lambdas/core/contract/words.ts';
import { OrderAgainButton } from '../order-again-button.tsx';
import { AGAIN_WORDS } from '../order-again-words.ts';

/** By whom an order was cancelled and why, and a way to order anew. */
export const Cancelled = ({ order }: { order: Extract<OrderRecord, { status: 'Cancelled' }> }) => {
  const { cancelledBy, cancelReason } = order;
  const words = CANCELLED_WORDS[cancelledBy];
  return (
    <section class="panel" aria-labelledby="cancelled">
      <h2 id="cancelled">{words.headline}</h2>
      {cancelReason !== undefined && (
        <p>
          {words.reason}: {cancelReason}
        </p>
      )}
      <p>Nothing is delivered. You can put what is still available back in the cart and order again.</p>
      <OrderAgainButton order={order} words={AGAIN_WORDS.putBack} primary />
    </section>
  );
};
