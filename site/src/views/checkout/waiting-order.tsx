import { useEffect, useRef } from 'preact/hooks';
import { useLocation } from 'preact-iso';
import { showLines, totalOf } from '../../stores/order-lines.ts';
import type { Attempt } from '../../stores/outbox.ts';
import { DeliveryAddress } from '../delivery-address.tsx';
import { focusTitle, Page } from '../page.tsx';
import { Price } from '../price.tsx';
import { useShop } from '../shop-context.ts';
import { TotalLine } from '../total.tsx';
import { TroubleBox } from './trouble-box.tsx';

const Explanation = ({ mayHaveArrived }: { mayHaveArrived: boolean }) =>
  mayHaveArrived ? (
    <p>
      Your order was sent, but the shop’s answer did not come back, so nobody can tell yet whether it arrived. Send it
      again: however often it arrives, the shop makes one order of it.
    </p>
  ) : (
    <p>The shop has not taken your order, and nothing was ordered. It is kept here as you wrote it: send it again.</p>
  );

const Contents = ({ attempt: { request } }: { attempt: Attempt }) => {
  const { catalogue } = useShop();
  const lines = showLines(request.items, catalogue.byKey.value);
  const isLoading = catalogue.state.value.status === 'loading';
  const currency = totalOf(lines)?.currency;
  return (
    <>
      <p>For {request.customerName}:</p>
      {request.deliveryAddress && <DeliveryAddress address={request.deliveryAddress} />}
      <ul class="plain-lines">
        {lines.map(({ product, quantity, details }) => (
          <li key={product}>
            {quantity} × {details?.name ?? (isLoading ? '…' : product)}
          </li>
        ))}
      </ul>
      {currency !== undefined && request.expectedTotalCents !== undefined && (
        <TotalLine name="Total">
          <Price cents={request.expectedTotalCents} currency={currency} />
        </TotalLine>
      )}
    </>
  );
};

const Abandon = ({ mayHaveArrived }: { mayHaveArrived: boolean }) => {
  const { checkout } = useShop();
  const abandon = (): void => {
    checkout.abandon();
    // The form takes this button's place.
    requestAnimationFrame(focusTitle);
  };
  return (
    <div class="abandon">
      {mayHaveArrived && (
        <p class="muted">
          If you would rather change it, look at <a href="/orders">my orders</a> first: should it have arrived, a
          changed order would be a second one.
        </p>
      )}
      <button type="button" class="button quiet" onClick={abandon}>
        Change the order instead
      </button>
    </div>
  );
};

/** An order that was sent and is neither accepted nor refused, as far as this page knows. */
export const WaitingOrder = ({ attempt }: { attempt: Attempt }) => {
  const { checkout } = useShop();
  const { route } = useLocation();
  const box = useRef<HTMLDivElement>(null);
  const trouble = checkout.trouble.value;
  const sending = checkout.sending.value !== 'no';

  useEffect(() => {
    // In place of the form, which had the focus; a page that was just opened has no trouble to tell of.
    if (checkout.trouble.peek()) focusTitle();
  }, []);

  const send = async (): Promise<void> => {
    const orderId = await checkout.resend();
    if (orderId === undefined) box.current?.focus();
    else route(`/orders/${orderId}`);
  };

  return (
    <Page title={attempt.mayHaveArrived ? 'Your order is not confirmed' : 'Your order is not sent'}>
      <div class="panel narrow">
        <TroubleBox box={box} trouble={trouble} />
        <Explanation mayHaveArrived={attempt.mayHaveArrived} />
        <Contents attempt={attempt} />
        <button type="button" class="button primary wide" aria-disabled={sending} onClick={send}>
          {sending ? 'Sending your order …' : 'Send again'}
        </button>
        <Abandon mayHaveArrived={attempt.mayHaveArrived} />
      </div>
    </Page>
  );
};
