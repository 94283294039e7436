import { formatMoment } from '../../../../lambdas/core/contract/formats.ts';
import type { PricedLine } from '../../../../lambdas/core/contract/line.ts';
import type { OrderRecord } from '../../../../lambdas/core/contract/order.ts';
import type { OrderLine } from '../../../../lambdas/core/contract/order-request.ts';
import { nameOfLine } from '../../format/what-ordered.ts';
import { Picture } from '../../pictures/picture.tsx';
import type { Total as TotalOf } from '../../stores/order-lines.ts';
import { DeliveryAddress } from '../delivery-address.tsx';
import { Price } from '../price.tsx';
import { useShop } from '../shop-context.ts';
import { TotalLine } from '../total.tsx';
import { useLocale, useSay } from '../words.tsx';

/** An order line as the record has it: with name and price once it is processed. */
type Line = OrderLine | PricedLine;

interface LineProps {
  line: Line;
  currency: string | undefined;
}

const LineItem = ({ line, currency }: LineProps) => {
  const { catalogue } = useShop();
  const say = useSay();
  const name = nameOfLine(line, catalogue.nameOf);
  return (
    <li class="line">
      <div class="tile small">
        <Picture product={line.product} />
      </div>
      <div class="line-text">
        <h3>{name}</h3>
        <p class="muted">{say('quantity', { count: line.quantity })}</p>
      </div>
      {'unitPriceCents' in line && currency !== undefined && (
        <p class="line-price">
          <Price cents={line.unitPriceCents * line.quantity} currency={currency} />
          {line.quantity > 1 && (
            <span class="muted">
              {say.parts('each', { price: <Price cents={line.unitPriceCents} currency={currency} /> })}
            </span>
          )}
        </p>
      )}
    </li>
  );
};

/** The shop's own price of an order, where it has one. */
const priceOf = (order: OrderRecord): TotalOf | undefined => {
  if (order.status === 'UnderReview') return { cents: order.question.totalCents, currency: order.question.currency };
  if (!('totalCents' in order) || order.totalCents === undefined || order.currency === undefined) return undefined;
  return { cents: order.totalCents, currency: order.currency };
};

const Total = ({ order }: { order: OrderRecord }) => {
  const { catalogue } = useShop();
  const say = useSay();
  const price = priceOf(order);
  if (price) {
    return (
      <TotalLine name={say('total')}>
        <Price {...price} />
      </TotalLine>
    );
  }
  // Not priced by the shop: only what the shopper saw, in the currency that the catalogue has.
  const currency = catalogue.byKey.value.get(order.items[0]?.product ?? '')?.currency;
  if (currency === undefined || order.expectedTotalCents === undefined) return null;
  return (
    <TotalLine name={say('order.totalThen')}>
      <Price cents={order.expectedTotalCents} currency={currency} />
    </TotalLine>
  );
};

/** Who ordered, and where it goes. */
export const ForWhom = ({ order: { deliveryAddress, customerName, email } }: { order: OrderRecord }) => {
  const say = useSay();
  return (
    <div class="for-whom">
      {deliveryAddress && (
        <>
          <h3>{say('field.address')}</h3>
          <DeliveryAddress address={deliveryAddress} />
        </>
      )}
      <p class="muted">{say('order.orderedBy', { name: customerName, email })}</p>
    </div>
  );
};

/** What was ordered, by whom and for where, and what it costs. */
export const OrderDetails = ({ order }: { order: OrderRecord }) => {
  const say = useSay();
  const locale = useLocale();
  const { timeZone } = useShop().settings;
  const lines: readonly Line[] = order.items;
  return (
    <section class="lines" aria-labelledby="details">
      <div class="lines-head">
        <h2 id="details">{say('order.details')}</h2>
        <button type="button" class="button quiet" onClick={() => window.print()}>
          {say('print.action')}
        </button>
      </div>
      <p class="print-only">
        {say('print.facts', {
          orderedAt: formatMoment(order.timestamp, { locale, timeZone }),
          status: say(`status.${order.status}`),
        })}
      </p>
      <ul>
        {lines.map((line) => (
          <LineItem key={line.product} line={line} currency={'currency' in order ? order.currency : undefined} />
        ))}
      </ul>
      <Total order={order} />
      <ForWhom order={order} />
    </section>
  );
};
