import type { OrderRecord } from '../../../../lambdas/core/contract/order.ts';
import { OrderAgainButton } from '../order-again-button.tsx';
import { useSay } from '../words.tsx';

/** By whom an order was cancelled and why, and a way to order anew. */
export const Cancelled = ({ order }: { order: Extract<OrderRecord, { status: 'Cancelled' }> }) => {
  const { cancelledBy, cancelReason } = order;
  const say = useSay();
  return (
    <section class="panel" aria-labelledby="cancelled">
      <h2 id="cancelled">{say(`cancelled.${cancelledBy}`)}</h2>
      {cancelReason !== undefined && (
        <p>
          {say(`cancelReason.${cancelledBy}`)}: {cancelReason}
        </p>
      )}
      <p>{say('cancelled.text')}</p>
      <OrderAgainButton order={order} words={say('again.putBack')} primary />
    </section>
  );
};
