import { addressLines, formatMoment } from '../../../../lambdas/core/contract/formats.ts';
import type { OrderResponse } from '../../../../lambdas/core/contract/order-answers.ts';
import { useShop } from '../shop-context.ts';
import { useLocale, useSay } from '../words.tsx';

interface ThanksProps {
  order: OrderResponse & { status: 'Received' | 'UnderReview' | 'AwaitingCustomer' | 'Processed' };
}

/** What comes next, step by step. */
const useNextSteps = ({ order }: ThanksProps): string[] => {
  const { confirmations, session, settings } = useShop();
  const say = useSay();
  const locale = useLocale();
  const state = session.state.value;
  const email = confirmations && state.status === 'signed-in' ? state.person.email : undefined;
  const isProcessed = order.status === 'Processed';
  const address = 'deliveryAddress' in order ? order.deliveryAddress : undefined;
  const until = isProcessed ? order.cancellableUntil : undefined;
  const { timeZone } = settings;
  return [
    say(`thanks.${order.status}`),
    ...(email === undefined ? [] : [say(isProcessed ? 'thanks.mails' : 'thanks.willMail', { email })]),
    ...(address ? [say('thanks.goesTo', { address: addressLines(address, locale).join(', ') })] : []),
    ...(until === undefined ? [] : [say('thanks.cancellable', { until: formatMoment(until, { locale, timeZone }) })]),
    say('thanks.where'),
  ];
};

const Thanks = ({ order }: ThanksProps) => {
  const say = useSay();
  return (
    <section class="panel thanks" aria-labelledby="thanks">
      <h2 id="thanks">{say('thanks.heading')}</h2>
      <h3>{say('thanks.next')}</h3>
      <ol class="reasons">
        {useNextSteps({ order }).map((step) => (
          <li key={step}>{step}</li>
        ))}
      </ol>
      <p>{say('noPayments')}</p>
    </section>
  );
};

/** There is nothing to thank for where nothing is ordered any more. */
const isThanked = (order: OrderResponse): order is ThanksProps['order'] =>
  order.status !== 'Rejected' && order.status !== 'Cancelled';

/** What a shopper reads right after ordering, and nobody later: a reload or a link shows the order alone. */
export const JustPlaced = ({ order }: { order: OrderResponse }) => {
  const { checkout } = useShop();
  return checkout.placed.value === order.orderId && isThanked(order) ? <Thanks order={order} /> : null;
};
