import type { ComponentChildren } from 'preact';
import { useLocation } from 'preact-iso';
import { useShop } from './shop-context.ts';

interface SignedInProps {
  /** What signing in is good for: "to see your orders". */
  purpose: string;
  children: ComponentChildren;
}

/** Shows its content to those who are signed in, and a way there to the others. */
export const SignedIn = ({ purpose, children }: SignedInProps) => {
  const { session } = useShop();
  const { url } = useLocation();
  const { status } = session.state.value;
  if (status === 'signed-in') return <>{children}</>;
  if (status === 'checking') return <p class="muted waiting">One moment …</p>;
  return (
    <div class="panel">
      <p>Please sign in {purpose}. You come back to this page.</p>
      <button type="button" class="button primary" disabled={status === 'leaving'} onClick={() => session.signIn(url)}>
        Sign in
      </button>
    </div>
  );
};
