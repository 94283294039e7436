import type { OrderRecord } from '../../../../lambdas/core/contract/order.ts';
import { OrderAgainButton } from '../order-again-button.tsx';
import { AGAIN_WORDS } from '../order-again-words.ts';

/** Why an order was rejected, and a way to order anew. */
export const Rejection = ({ order }: { order: Extract<OrderRecord, { status: 'Rejected' }> }) => (
  <section class="panel" aria-labelledby="reasons">
    <h2 id="reasons">Why it was rejected</h2>
    <ul class="reasons">
      {order.reasons.map((reason) => (
        <li key={reason}>{reason}</li>
      ))}
    </ul>
    <p>Nothing was ordered. You can put what is still available back in the cart and order again.</p>
    <OrderAgainButton order={order} words={AGAIN_WORDS.putBack} primary />
  </section>
);
