import { useEffect, useRef } from 'preact/hooks';
import { useLocation } from 'preact-iso';
import { showLines, totalOf } from '../../stores/order-lines.ts';
import type { Attempt } from '../../stores/outbox.ts';
import { DeliveryAddress } from '../delivery-address.tsx';
import { focusTitle, Page } from '../page.tsx';
import { Price } from '../price.tsx';
import { useShop } from '../shop-context.ts';
import { TotalLine } from '../total.tsx';
import { useSay } from '../words.tsx';
import { TroubleBox } from './trouble-box.tsx';

const Contents = ({ attempt: { request } }: { attempt: Attempt }) => {
  const { catalogue } = useShop();
  const say = useSay();
  const lines = showLines(request.items, catalogue.byKey.value);
  const isLoading = catalogue.state.value.status === 'loading';
  const currency = totalOf(lines)?.currency;
  return (
    <>
      <p>{say('waiting.for', { name: request.customerName })}</p>
      {request.deliveryAddress && <DeliveryAddress address={request.deliveryAddress} />}
      <ul class="plain-lines">
        {lines.map(({ product, quantity, details }) => (
          <li key={product}>
            {quantity} × {details?.name ?? (isLoading ? '…' : product)}
          </li>
        ))}
      </ul>
      {currency !== undefined && request.expectedTotalCents !== undefined && (
        <TotalLine name={say('total')}>
          <Price cents={request.expectedTotalCents} currency={currency} />
        </TotalLine>
      )}
    </>
  );
};

const Abandon = ({ mayHaveArrived }: { mayHaveArrived: boolean }) => {
  const { checkout } = useShop();
  const say = useSay();
  const abandon = (): void => {
    checkout.abandon();
    // The form takes this button's place.
    requestAnimationFrame(focusTitle);
  };
  return (
    <div class="abandon">
      {mayHaveArrived && (
        <p class="muted">{say.parts('waiting.lookFirst', { orders: <a href="/orders">{say('waiting.orders')}</a> })}</p>
      )}
      <button type="button" class="button quiet" onClick={abandon}>
        {say('waiting.change')}
      </button>
    </div>
  );
};

/** What became of it so far, and what will. */
const useStory = ({ mayHaveArrived, waits }: Attempt): { title: string; sentences: string[] } => {
  const { online } = useShop();
  const say = useSay();
  const byItself = waits ? [say('waiting.byItself')] : [];
  if (mayHaveArrived) {
    return { title: say('waiting.notConfirmed'), sentences: [say('waiting.mayHaveArrived'), ...byItself] };
  }
  if (!online.value) return { title: say('waiting.waits'), sentences: [say('waiting.offline')] };
  const title = say(waits ? 'waiting.waits' : 'waiting.notSent');
  return { title, sentences: [say('waiting.notArrived'), ...byItself] };
};

/** An order that was sent and is neither accepted nor refused, as far as this page knows. */
export const WaitingOrder = ({ attempt }: { attempt: Attempt }) => {
  const { checkout, online } = useShop();
  const { route } = useLocation();
  const say = useSay();
  const box = useRef<HTMLDivElement>(null);
  const trouble = checkout.trouble.value;
  const sending = checkout.sending.value !== 'no';

  useEffect(() => {
    // In place of the form, which had the focus; a page that was just opened has no trouble to tell of.
    if (checkout.trouble.peek() || attempt.waits) focusTitle();
  }, []);

  const send = async (): Promise<void> => {
    const orderId = await checkout.resend();
    if (orderId === undefined) box.current?.focus();
    else route(`/orders/${orderId}`);
  };

  const { title, sentences } = useStory(attempt);
  const action = attempt.waits && !attempt.mayHaveArrived ? 'waiting.sendNow' : 'waiting.sendAgain';
  return (
    <Page title={attempt.waits && sending ? say('checkout.sending') : title}>
      <div class="panel narrow">
        <TroubleBox box={box} trouble={trouble} />
        {sentences.map((sentence) => (
          <p key={sentence}>{sentence}</p>
        ))}
        <Contents attempt={attempt} />
        {online.value && (
          <button type="button" class="button primary wide" aria-disabled={sending} onClick={send}>
            {say(sending ? 'checkout.sending' : action)}
          </button>
        )}
        <Abandon mayHaveArrived={attempt.mayHaveArrived} />
      </div>
    </Page>
  );
};
