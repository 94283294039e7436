import type { PricedLine } from '../../../../lambdas/core/contract/line.ts';
import type { OrderRecord } from '../../../../lambdas/core/contract/order.ts';
import type { OrderLine } from '../../../../lambdas/core/contract/order-request.ts';
import { nameOfLine } from '../../format/what-ordered.ts';
import { Picture } from '../../pictures/picture.tsx';
import { Price } from '../price.tsx';
import { useShop } from '../shop-context.ts';

/** An order line as the record has it: with name and price once it is processed. */
type Line = OrderLine | PricedLine;

interface LineProps {
  line: Line;
  currency: string | undefined;
}

const LineItem = ({ line, currency }: LineProps) => {
  const { catalogue } = useShop();
  const name = nameOfLine(line, catalogue.nameOf);
  return (
    <li class="line">
      <div class="tile small">
        <Picture product={line.product} />
      </div>
      <div class="line-text">
        <h3>{name}</h3>
        <p class="muted">Quantity: {line.quantity}</p>
      </div>
      {'unitPriceCents' in line && currency !== undefined && (
        <p class="line-price">
          <Price cents={line.unitPriceCents * line.quantity} currency={currency} />
          {line.quantity > 1 && (
            <span class="muted">
              <Price cents={line.unitPriceCents} currency={currency} /> each
            </span>
          )}
        </p>
      )}
    </li>
  );
};

const Total = ({ order }: { order: OrderRecord }) => {
  const { catalogue } = useShop();
  if (order.status === 'Processed') {
    return (
      <p class="total">
        <span>Total</span> <Price cents={order.totalCents} currency={order.currency} />
      </p>
    );
  }
  // Not priced by the shop: only what the shopper saw, in the currency that the catalogue has.
  const currency = catalogue.byKey.value.get(order.items[0]?.product ?? '')?.currency;
  if (currency === undefined || order.expectedTotalCents === undefined) return null;
  return (
    <p class="total">
      <span>Total when you ordered</span> <Price cents={order.expectedTotalCents} currency={currency} />
    </p>
  );
};

/** What was ordered, by whom, and what it costs. */
export const OrderDetails = ({ order }: { order: OrderRecord }) => {
  const lines: readonly Line[] = order.items;
  return (
    <section class="lines" aria-labelledby="details">
      <h2 id="details">What you ordered</h2>
      <ul>
        {lines.map((line) => (
          <LineItem
            key={line.product}
            line={line}
            currency={order.status === 'Processed' ? order.currency : undefined}
          />
        ))}
      </ul>
      <Total order={order} />
      <p class="muted">
        Ordered by {order.customerName}, {order.email}
      </p>
    </section>
  );
};
