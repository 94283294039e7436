import type { ComponentChildren } from 'preact';
import { useLocation } from 'preact-iso';
import { useShop } from './shop-context.ts';
import { useSay } from './words.tsx';

interface SignedInProps {
  /** What signing in is good for. */
  purpose: 'signIn.forOrders' | 'signIn.forOrder' | 'signIn.forSupport';
  children: ComponentChildren;
}

/** Shows its content to those who are signed in, and a way there to the others. */
export const SignedIn = ({ purpose, children }: SignedInProps) => {
  const { session } = useShop();
  const { url } = useLocation();
  const say = useSay();
  const { status } = session.state.value;
  if (status === 'signed-in') return <>{children}</>;
  if (status === 'checking') return <p class="muted waiting">{say('loading')}</p>;
  return (
    <div class="panel">
      <p>{say(purpose)}</p>
      <button type="button" class="button primary" disabled={status === 'leaving'} onClick={() => session.signIn(url)}>
        {say('signIn')}
      </button>
    </div>
  );
};
