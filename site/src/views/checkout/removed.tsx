import type { RemovedLine } from '../../stores/cart.ts';
import { useShop } from '../shop-context.ts';
import { useSay } from '../words.tsx';

/** What was taken out of the cart, each with its way back, for as long as the page is open. */
export const Removed = ({ onUndone }: { onUndone: () => void }) => {
  const { cart, catalogue, announcer } = useShop();
  const say = useSay();
  const nameOf = ({ line: { product } }: RemovedLine): string => catalogue.nameOf(product) ?? product;
  const undo = (removed: RemovedLine): void => {
    const isBack = cart.undoRemove(removed.line.product);
    announcer.say(say(isBack ? 'removed.undone' : 'removed.full', { name: nameOf(removed) }));
    // The button is gone.
    if (isBack) onUndone();
  };
  if (cart.removed.value.length === 0) return null;
  return (
    <ul class="removed">
      {cart.removed.value.map((removed) => (
        <li key={removed.line.product} class="notice">
          <span>{say('removed.text', { name: nameOf(removed) })}</span>{' '}
          <button type="button" class="button" onClick={() => undo(removed)}>
            {say('removed.undo')}
            <span class="visually-hidden"> {say('removed.undoes', { name: nameOf(removed) })}</span>
          </button>
        </li>
      ))}
    </ul>
  );
};
