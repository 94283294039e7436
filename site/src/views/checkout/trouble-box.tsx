import type { RefObject } from 'preact';
import { useLocation } from 'preact-iso';
import type { Trouble } from '../../stores/order-sender.ts';
import { sayTrouble } from '../failure-words.ts';
import { useShop } from '../shop-context.ts';
import { useSay, useWords } from '../words.tsx';

interface TroubleBoxProps {
  trouble: Trouble | undefined;
  box: RefObject<HTMLDivElement | null>;
}

/** Whether an address was verified is written in the sign-in, so that a new one is needed. */
const SignInAgain = () => {
  const { session } = useShop();
  const { url } = useLocation();
  const say = useSay();
  return (
    <button type="button" class="button" onClick={() => session.signIn(url)}>
      {say('signInAgain')}
    </button>
  );
};

const isUnverified = (trouble: Trouble): boolean =>
  trouble.kind === 'problem' && trouble.problem.code === 'email-not-verified';

/** Why there is no order yet. */
export const TroubleBox = ({ trouble, box }: TroubleBoxProps) => {
  const words = useWords();
  return (
    <div ref={box} role="alert" tabIndex={-1}>
      {trouble && <p class="trouble">{sayTrouble(words, trouble)}</p>}
      {trouble && isUnverified(trouble) && <SignInAgain />}
    </div>
  );
};
