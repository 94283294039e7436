import type { OrderRecord } from '../../../../lambdas/core/contract/order.ts';
import { OrderAgainButton } from '../order-again-button.tsx';
import { useSay } from '../words.tsx';

/** The way to have the same once more. */
export const OrderAgain = ({ order }: { order: OrderRecord }) => {
  const say = useSay();
  return (
    <div class="order-again">
      <OrderAgainButton order={order} words={say('again.action')} />
      <p class="muted">{say('again.hint')}</p>
    </div>
  );
};
