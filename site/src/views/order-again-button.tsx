import { useState } from 'preact/hooks';
import { useLocation } from 'preact-iso';
import type { OrderRecord } from '../../../lambdas/core/contract/order.ts';
import type { Failure } from '../api/answer.ts';
import { sayFailure } from './failure-words.ts';
import { useShop } from './shop-context.ts';
import { useWords } from './words.tsx';

interface OrderAgainButtonProps {
  order: OrderRecord;
  words: string;
  /** What tells it from others on the page, read out after the words. */
  which?: string;
  primary?: boolean;
}

/** Puts what can still be ordered in the cart, and goes there. */
export const OrderAgainButton = ({ order, words, which, primary = false }: OrderAgainButtonProps) => {
  const { putBack } = useShop();
  const page = useWords();
  const { say } = page;
  const { route } = useLocation();
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure>();
  const orderAnew = async (): Promise<void> => {
    if (busy) return;
    setBusy(true);
    const trouble = await putBack.put(order);
    setBusy(false);
    setFailure(trouble);
    if (!trouble) route('/checkout');
  };
  return (
    <>
      {failure && (
        <p class="trouble" role="alert">
          {sayFailure(page, failure)} {say('again.nothingPut')}
        </p>
      )}
      <button type="button" class={primary ? 'button primary' : 'button'} aria-disabled={busy} onClick={orderAnew}>
        {busy ? say('again.busy') : words}
        {which && <span class="visually-hidden"> {which}</span>}
      </button>
    </>
  );
};
