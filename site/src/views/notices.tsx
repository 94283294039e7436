import { useLocation } from 'preact-iso';
import { useShop } from './shop-context.ts';
import { useSay } from './words.tsx';

/** What matters on every page: read out when it appears. */
export const Notices = () => {
  const { online, session, checkout } = useShop();
  const { path } = useLocation();
  const say = useSay();
  const orderWaits = checkout.waiting.value !== undefined && checkout.sending.value === 'no' && path !== '/checkout';
  return (
    <div class="notices" role="status">
      {!online.value && <p class="notice">{say('notice.offline')}</p>}
      {session.failed.value && <p class="notice">{say('notice.signInFailed')}</p>}
      {orderWaits && (
        <p class="notice">
          {say('notice.waiting')} <a href="/checkout">{say('notice.waitingLink')}</a>
        </p>
      )}
    </div>
  );
};
