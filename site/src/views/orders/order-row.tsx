import type { OrderRecord } from '../../../../lambdas/core/contract/order.ts';
import { isOpen } from '../../../../lambdas/core/contract/status.ts';
import { STATUS_WORDS } from '../../../../lambdas/core/contract/words.ts';
import { countOf } from '../../format/count.ts';
import { whatOrdered } from '../../format/what-ordered.ts';
import { Picture } from '../../pictures/picture.tsx';
import { OrderAgainButton } from '../order-again-button.tsx';
import { AGAIN_WORDS } from '../order-again-words.ts';
import { Price } from '../price.tsx';
import { useShop } from '../shop-context.ts';
import { Timestamp } from '../timestamp.tsx';

/** One order of a list, with the way to its page. */
export const OrderRow = ({ order }: { order: OrderRecord }) => {
  const { catalogue } = useShop();
  return (
    <li class="order-row">
      <div class="tile small">
        <Picture product={order.items[0]?.product ?? ''} />
      </div>
      <div class="order-text">
        <h2>
          <a href={`/orders/${order.orderId}`}>
            {whatOrdered(order, catalogue.nameOf)}
            <span class="visually-hidden">, order {order.orderId}</span>
          </a>
        </h2>
        <p class="muted">
          <Timestamp timestamp={order.timestamp} /> · {countOf(order.quantity, 'item', 'items')}
        </p>
        <p class="muted order-id" aria-hidden="true">
          {order.orderId}
        </p>
      </div>
      <div class="order-state">
        <span class={`badge ${order.status.toLowerCase()}`}>{STATUS_WORDS[order.status].shopper}</span>
        {order.status === 'Processed' && <Price cents={order.totalCents} currency={order.currency} />}
      </div>
      {!isOpen(order.status) && (
        <div class="order-again">
          <OrderAgainButton
            order={order}
            words={AGAIN_WORDS.again}
            which={AGAIN_WORDS.which(whatOrdered(order, catalogue.nameOf), order.orderId)}
          />
        </div>
      )}
    </li>
  );
};
