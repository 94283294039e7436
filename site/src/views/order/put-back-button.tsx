import { useState } from 'preact/hooks';
import { useLocation } from 'preact-iso';
import type { OrderRecord } from '../../../../lambdas/core/contract/order.ts';
import type { Failure } from '../../api/answer.ts';
import { sayFailure } from '../failure-words.ts';
import { useShop } from '../shop-context.ts';

/** Puts what can still be ordered back in the cart, and goes there. */
export const PutBackButton = ({ order }: { order: OrderRecord }) => {
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
    <>
      {failure && (
        <p class="trouble" role="alert">
          {sayFailure(failure)} Nothing was put in the cart.
        </p>
      )}
      <button type="button" class="button primary" aria-disabled={busy} onClick={orderAnew}>
        {busy ? 'Looking up today’s prices …' : 'Put it back in the cart'}
      </button>
    </>
  );
};
