import { useState } from 'preact/hooks';
import { useLocation } from 'preact-iso';
import type { OrderRecord } from '../../../../lambdas/core/contract/order.ts';
import type { Failure } from '../../api/answer.ts';
import { sayFailure } from '../failure-words.ts';
import { useShop } from '../shop-context.ts';

/** Why an order was rejected, and a way to order anew. */
export const Rejection = ({ order }: { order: Extract<OrderRecord, { status: 'Rejected' }> }) => {
  const { putBack } = useShop();
  const { route } = useLocation();
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure>();
  const orderAnew = async (): Promise<void> => {
    if (busy) return;
    setBusy(true);
    const trouble = await putBack.put(order);
    setBusy(false);
    setFailure(trouble);
    if (!trouble) route('/checkout');
  };
  return (
    <section class="panel" aria-labelledby="reasons">
      <h2 id="reasons">Why it was rejected</h2>
      <ul class="reasons">
        {order.reasons.map((reason) => (
          <li key={reason}>{reason}</li>
        ))}
      </ul>
      <p>Nothing was ordered. You can put what is still available back in the cart and order again.</p>
      {failure && (
        <p class="trouble" role="alert">
          {sayFailure(failure)} Nothing was put in the cart.
        </p>
      )}
      <button type="button" class="button primary" aria-disabled={busy} onClick={orderAnew}>
        {busy ? 'Looking up today’s prices …' : 'Put it back in the cart'}
      </button>
    </section>
  );
};
