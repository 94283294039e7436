import { useLocation } from 'preact-iso';
import { useShop } from './shop-context.ts';

const Offline = () => (
  <p class="notice">
    You are offline. Your cart is kept on this device; ordering works again when you are back online.
  </p>
);

const SignInFailed = () => (
  <p class="notice">The login did not work out, and nothing else was changed. Please try again in a moment.</p>
);

const WaitingOrder = () => (
  <p class="notice">
    An order of yours is not confirmed yet. <a href="/checkout">See what to do</a>
  </p>
);

/** What matters on every page: read out when it appears. */
export const Notices = () => {
  const { online, session, checkout } = useShop();
  const { path } = useLocation();
  const orderWaits = checkout.waiting.value !== undefined && checkout.sending.value === 'no' && path !== '/checkout';
  return (
    <div class="notices" role="status">
      {!online.value && <Offline />}
      {session.failed.value && <SignInFailed />}
      {orderWaits && <WaitingOrder />}
    </div>
  );
};
