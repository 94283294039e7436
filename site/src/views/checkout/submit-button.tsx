import { NO_PAYMENTS } from '../../../../lambdas/core/contract/words.ts';
import { useShop } from '../shop-context.ts';

/** Orders, or signs in first. It is never taken away while it has the focus, only marked as at work. */
export const SubmitButton = ({ pricesKnown }: { pricesKnown: boolean }) => {
  const { checkout, session } = useShop();
  const { status } = session.state.value;
  const sending = checkout.sending.value !== 'no';
  if (status === 'signed-in') {
    return (
      <>
        <button type="submit" class="button primary wide" aria-disabled={sending} disabled={!pricesKnown}>
          {sending ? 'Sending your order …' : 'Place order'}
        </button>
        <p class="muted">{NO_PAYMENTS}</p>
        {!pricesKnown && <p class="muted">You can order as soon as the prices are here.</p>}
      </>
    );
  }
  return (
    <>
      <button type="submit" class="button primary wide" disabled={status !== 'signed-out'}>
        Sign in to order
      </button>
      <p class="muted">{NO_PAYMENTS}</p>
      <p class="muted">You come back to this page; your cart and what you typed are kept.</p>
    </>
  );
};
