import type { OrderRecord } from '../../../../lambdas/core/contract/order.ts';
import { OrderAgainButton } from '../order-again-button.tsx';
import { AGAIN_WORDS } from '../order-again-words.ts';

/** The way to have the same once more. */
export const OrderAgain = ({ order }: { order: OrderRecord }) => (
  <div class="order-again">
    <OrderAgainButton order={order} words={AGAIN_WORDS.again} />
    <p class="muted">{AGAIN_WORDS.hint}</p>
  </div>
);
