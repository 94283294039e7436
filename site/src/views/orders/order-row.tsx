import type { OrderRecord } from '../../../../lambdas/core/contract/order.ts';
import { isOpen } from '../../../../lambdas/core/contract/status.ts';
import { whatOrdered } from '../../format/what-ordered.ts';
import { Picture } from '../../pictures/picture.tsx';
import { OrderAgainButton } from '../order-again-button.tsx';
import { Price } from '../price.tsx';
import { useShop } from '../shop-context.ts';
import { Timestamp } from '../timestamp.tsx';
import { useSay } from '../words.tsx';

/** One order of a list, with the way to its page. */
export const OrderRow = ({ order }: { order: OrderRecord }) => {
  const { catalogue } = useShop();
  const say = useSay();
  return (
    <li class="order-row">
      <div class="tile small">
        <Picture product={order.items[0]?.product ?? ''} />
      </div>
      <div class="order-text">
        <h2>
          <a href={`/orders/${order.orderId}`}>
            {whatOrdered(say, order, catalogue.nameOf)}
            <span class="visually-hidden">, {say('orders.number', { orderId: order.orderId })}</span>
          </a>
        </h2>
        <p class="muted">
          <Timestamp timestamp={order.timestamp} /> · {say('items', { count: order.quantity })}
        </p>
        <p class="muted order-id" aria-hidden="true">
          {order.orderId}
        </p>
      </div>
      <div class="order-state">
        <span class={`badge ${order.status.toLowerCase()}`}>{say(`status.${order.status}`)}</span>
        {order.status === 'Processed' && <Price cents={order.totalCents} currency={order.currency} />}
      </div>
      {!isOpen(order.status) && (
        <div class="order-again">
          <OrderAgainButton
            order={order}
            words={say('again.action')}
            which={`${whatOrdered(say, order, catalogue.nameOf)}, ${say('orders.number', { orderId: order.orderId })}`}
          />
        </div>
      )}
    </li>
  );
};
