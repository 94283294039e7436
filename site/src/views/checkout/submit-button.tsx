import { useShop } from '../shop-context.ts';
import { useSay } from '../words.tsx';

/** Orders, or signs in first. It is never taken away while it has the focus, only marked as at work. */
export const SubmitButton = ({ pricesKnown }: { pricesKnown: boolean }) => {
  const { checkout, session, online } = useShop();
  const say = useSay();
  const { status } = session.state.value;
  const sending = checkout.sending.value !== 'no';
  if (status === 'signed-in') {
    return (
      <>
        <button type="submit" class="button primary wide" aria-disabled={sending} disabled={!pricesKnown}>
          {say(sending ? 'checkout.sending' : 'checkout.place')}
        </button>
        {!online.value && <p class="muted">{say('checkout.offline')}</p>}
        <p class="muted">{say('noPayments')}</p>
        {!pricesKnown && <p class="muted">{say('checkout.pricesFirst')}</p>}
      </>
    );
  }
  return (
    <>
      <button type="submit" class="button primary wide" disabled={status !== 'signed-out'}>
        {say('checkout.signIn')}
      </button>
      <p class="muted">{say('noPayments')}</p>
      <p class="muted">{say('checkout.comeBack')}</p>
    </>
  );
};
