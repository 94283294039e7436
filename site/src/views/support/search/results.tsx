import type { ComponentChildren } from 'preact';
import { isMasked } from '../../../../../lambdas/core/contract/masked.ts';
import type { OrderRecord } from '../../../../../lambdas/core/contract/order.ts';
import { whatOrdered } from '../../../format/what-ordered.ts';
import { Price } from '../../price.tsx';
import { useShop } from '../../shop-context.ts';
import { Timestamp } from '../../timestamp.tsx';
import { OrderBadge } from '../badges.tsx';
import { say } from '../english.tsx';
import { Personal } from '../personal.tsx';
import { useOpening } from './use-opening.ts';

/** On a narrow page each cell says what it is. */
const Cell = ({ name, children }: { name: string; children: ComponentChildren }) => (
  <td data-label={name}>
    <div>{children}</div>
  </td>
);

const Row = ({ order, onOpen }: { order: OrderRecord; onOpen: () => void }) => {
  const { catalogue } = useShop();
  return (
    <tr>
      <th scope="row">
        <a class="order-code" href={`/support/orders/${order.orderId}`} onClick={onOpen}>
          {order.orderId}
        </a>
      </th>
      <Cell name="Status">
        <OrderBadge status={order.status} />
      </Cell>
      <Cell name="Ordered">
        <Timestamp timestamp={order.timestamp} />
      </Cell>
      <Cell name="Customer">
        <Personal text={order.customerName} />
        {!isMasked(order.email) && (
          <>
            <br />
            <span class="muted">{order.email}</span>
          </>
        )}
      </Cell>
      <Cell name="What">
        <Personal text={whatOrdered(say, order, catalogue.nameOf)} />
        {'currency' in order && order.totalCents !== undefined && order.currency !== undefined && (
          <>
            <br />
            <span class="muted">
              <Price cents={order.totalCents} currency={order.currency} />
            </span>
          </>
        )}
      </Cell>
    </tr>
  );
};

/** Orders that were found, newest first. */
export const Results = ({ orders, caption }: { orders: readonly OrderRecord[]; caption: string }) => {
  const onOpen = useOpening(orders);
  return (
    <table class="table results">
      <caption>{caption}</caption>
      <thead>
        <tr>
          <th scope="col">Order</th>
          <th scope="col">Status</th>
          <th scope="col">Ordered</th>
          <th scope="col">Customer</th>
          <th scope="col">What</th>
        </tr>
      </thead>
      <tbody>
        {orders.map((order) => (
          <Row key={order.orderId} order={order} onOpen={onOpen} />
        ))}
      </tbody>
    </table>
  );
};
