import { useEffect } from 'preact/hooks';
import { useLocation } from 'preact-iso';
import { LaterOrderPage } from '../later.tsx';
import { focusTitle, Page } from '../page.tsx';
import { PricesAsOf } from '../prices-as-of.tsx';
import { useShop } from '../shop-context.ts';
import { whenIdle } from '../when-idle.ts';
import { useSay } from '../words.tsx';
import { Changes } from './changes.tsx';
import { OrderForm } from './order-form.tsx';
import { Removed } from './removed.tsx';
import { WaitingOrder } from './waiting-order.tsx';

const EmptyCart = () => {
  const say = useSay();
  return (
    <>
      {/* What was taken out last, too; the lines come back with their heading. */}
      <Removed onUndone={() => requestAnimationFrame(focusTitle)} />
      <p>{say('checkout.empty')}</p>
      <p>
        <a class="button primary" href="/">
          {say('toShop')}
        </a>
      </p>
    </>
  );
};

/** `/checkout`: the cart, the order form, or the order that was sent and is not settled. */
export const CheckoutPage = () => {
  const { cart, catalogue, checkout } = useShop();
  const say = useSay();
  const { route } = useLocation();
  const waiting = checkout.waiting.value;
  const sent = checkout.sent.value;
  useEffect(() => {
    // It is shown as soon as the order is accepted, and the cart is empty by then.
    const stop = whenIdle(() => void LaterOrderPage.preload());
    // Prices and stock of now, not of when the shop was opened.
    if (catalogue.state.peek().status === 'ready') void catalogue.load();
    return () => {
      stop();
      checkout.dismissTrouble();
      cart.forgetRemoved();
    };
  }, []);
  useEffect(() => {
    // It waited here and has gone out by itself, in this tab or another.
    if (sent !== undefined) route(`/orders/${sent}`);
  }, [sent]);
  // While a new order is on its way for the first time, its form stays as it is.
  if (waiting && checkout.sending.value !== 'new') return <WaitingOrder attempt={waiting} />;
  return (
    <Page title={say('checkout.title')}>
      <PricesAsOf />
      <Changes />
      {cart.lines.value.length === 0 ? <EmptyCart /> : <OrderForm />}
    </Page>
  );
};
