import type { PricedLine } from '../../../../../lambdas/core/contract/line.ts';
import { isMasked } from '../../../../../lambdas/core/contract/masked.ts';
import type { OrderRecord } from '../../../../../lambdas/core/contract/order.ts';
import type { OrderLine } from '../../../../../lambdas/core/contract/order-request.ts';
import { Price } from '../../price.tsx';
import { useShop } from '../../shop-context.ts';
import { Personal } from '../personal.tsx';

/** A line of the record; before it is priced there, with what the catalogue says today. */
const Line = ({ line, currency }: { line: OrderLine | PricedLine; currency: string | undefined }) => {
  const today = useShop().catalogue.byKey.value.get(line.product);
  const priced =
    'unitPriceCents' in line && currency !== undefined ? { cents: line.unitPriceCents, currency } : undefined;
  return (
    <li>
      {line.quantity} × <Personal text={'name' in line ? line.name : (today?.name ?? line.product)} />
      {priced && (
        <>
          {', '}
          <Price {...priced} /> each
        </>
      )}
      {!priced && today && (
        <span class="muted">
          {', '}
          <Price cents={today.unitPriceCents} currency={today.currency} /> each today
        </span>
      )}
      {!priced && !today && !isMasked(line.product) && <span class="muted">, not in the catalogue</span>}
    </li>
  );
};

const Total = ({ order }: { order: OrderRecord }) => {
  const { catalogue } = useShop();
  const { expectedTotalCents } = order;
  const ofOrder = 'currency' in order ? order.currency : undefined;
  const currency =
    ofOrder ?? order.items.map(({ product }) => catalogue.byKey.value.get(product)?.currency).find((code) => code);
  return (
    <>
      {'totalCents' in order && order.totalCents !== undefined && ofOrder !== undefined && (
        <p>
          Total <Price cents={order.totalCents} currency={ofOrder} />
        </p>
      )}
      {expectedTotalCents !== undefined && (
        <p class="muted">
          The customer saw{' '}
          {currency === undefined ? (
            (expectedTotalCents / 100).toFixed(2)
          ) : (
            <Price cents={expectedTotalCents} currency={currency} />
          )}
        </p>
      )}
    </>
  );
};

/** Every line of an order, what it costs and what the customer expected it to. */
export const OrderedFact = ({ order }: { order: OrderRecord }) => (
  <div class="ordered">
    <ul>
      {order.items.map((line) => (
        <Line key={line.product} line={line} currency={'currency' in order ? order.currency : undefined} />
      ))}
    </ul>
    <Total order={order} />
  </div>
);
