import { useLocation } from 'preact-iso';
import { useShop } from './shop-context.ts';
import { useSay } from './words.tsx';

/** What matters on every page: read out when it appears. */
export const Notices = () => {
  const { online, session, checkout } = useShop();
  const { path } = useLocation();
  const say = useSay();
  const isElsewhere = path !== '/checkout';
  const waiting = checkout.sending.value === 'no' && isElsewhere ? checkout.waiting.value : undefined;
  const sent = isElsewhere ? checkout.sent.value : undefined;
  // Of what the shopper sends, its own page tells.
  const isRefused = isElsewhere && checkout.trouble.value !== undefined && checkout.waiting.value === undefined;
  return (
    <div class="notices" role="status">
      {!online.value && <p class="notice">{say('notice.offline')}</p>}
      {session.failed.value && <p class="notice">{say('notice.signInFailed')}</p>}
      {waiting && (
        <p class="notice">
          {say(waiting.waits && !waiting.mayHaveArrived ? 'notice.waits' : 'notice.waiting')}{' '}
          <a href="/checkout">{say('notice.waitingLink')}</a>
        </p>
      )}
      {sent !== undefined && path !== `/orders/${sent}` && (
        <p class="notice">
          {say('notice.sent')} <a href={`/orders/${sent}`}>{say('notice.sentLink')}</a>
        </p>
      )}
      {isRefused && (
        <p class="notice">
          {say('notice.refused')} <a href="/checkout">{say('notice.waitingLink')}</a>
        </p>
      )}
    </div>
  );
};
