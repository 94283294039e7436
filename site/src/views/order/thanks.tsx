import { addressLines, formatMoment } from '../../../../lambdas/core/contract/formats.ts';
import type { OrderResponse } from '../../../../lambdas/core/contract/order-answers.ts';
import type { ShopSettings } from '../../../../lambdas/core/contract/shop.ts';
import type { OrderStatus } from '../../../../lambdas/core/contract/status.ts';
import { useShop } from '../shop-context.ts';
import { THANKS_WORDS } from './order-words.ts';

/** What is done now, for each status in which there is something to thank for. */
const NOW: Readonly<Partial<Record<OrderStatus, string>>> = {
  Received: THANKS_WORDS.checked,
  UnderReview: THANKS_WORDS.reviewed,
  AwaitingCustomer: THANKS_WORDS.asked,
  Processed: THANKS_WORDS.processed,
};

const nextSteps = (order: OrderResponse, now: string, email: string | undefined, settings: ShopSettings): string[] => {
  const isProcessed = order.status === 'Processed';
  const address = 'deliveryAddress' in order ? order.deliveryAddress : undefined;
  const until = isProcessed ? order.cancellableUntil : undefined;
  const mail = isProcessed ? THANKS_WORDS.mails : THANKS_WORDS.willMail;
  return [
    now,
    ...(email === undefined ? [] : [mail(email)]),
    ...(address ? [THANKS_WORDS.goesTo(addressLines(address, settings.locale).join(', '))] : []),
    ...(until === undefined ? [] : [THANKS_WORDS.cancellable(formatMoment(until, settings))]),
    THANKS_WORDS.where,
  ];
};

const Thanks = ({ order, now }: { order: OrderResponse; now: string }) => {
  const { confirmations, session, settings } = useShop();
  const state = session.state.value;
  const email = confirmations && state.status === 'signed-in' ? state.person.email : undefined;
  return (
    <section class="panel thanks" aria-labelledby="thanks">
      <h2 id="thanks">{THANKS_WORDS.heading}</h2>
      <h3>{THANKS_WORDS.next}</h3>
      <ol class="reasons">
        {nextSteps(order, now, email, settings).map((step) => (
          <li key={step}>{step}</li>
        ))}
      </ol>
      <p>{THANKS_WORDS.noPayments}</p>
    </section>
  );
};

/** What a shopper reads right after ordering, and nobody later: a reload or a link shows the order alone. */
export const JustPlaced = ({ order }: { order: OrderResponse }) => {
  const { checkout } = useShop();
  const now = NOW[order.status];
  return checkout.placed.value === order.orderId && now !== undefined ? <Thanks order={order} now={now} /> : null;
};
