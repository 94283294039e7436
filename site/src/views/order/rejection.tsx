import type { OrderRecord } from '../../../../lambdas/core/contract/order.ts';
import { sayReasons } from '../../../../lambdas/core/contract/reason.ts';
import { OrderAgainButton } from '../order-again-button.tsx';
import { useWords } from '../words.tsx';

/** Why an order was rejected, and a way to order anew. */
export const Rejection = ({ order }: { order: Extract<OrderRecord, { status: 'Rejected' }> }) => {
  const { say, reasons } = useWords();
  return (
    <section class="panel" aria-labelledby="reasons">
      <h2 id="reasons">{say('rejection.title')}</h2>
      <ul class="reasons">
        {sayReasons(reasons, order).map((reason) => (
          <li key={reason}>{reason}</li>
        ))}
      </ul>
      <p>{say('rejection.text')}</p>
      <OrderAgainButton order={order} words={say('again.putBack')} primary />
    </section>
  );
};
