import type { RemovedLine } from '../../stores/cart.ts';
import { useShop } from '../shop-context.ts';
import { CART_WORDS } from './cart-words.ts';

/** What was taken out of the cart, each with its way back, for as long as the page is open. */
export const Removed = ({ onUndone }: { onUndone: () => void }) => {
  const { cart, catalogue, announcer } = useShop();
  const nameOf = ({ line: { product } }: RemovedLine): string => catalogue.nameOf(product) ?? product;
  const undo = (removed: RemovedLine): void => {
    const isBack = cart.undoRemove(removed.line.product);
    announcer.say(isBack ? CART_WORDS.undone(nameOf(removed)) : CART_WORDS.full(nameOf(removed)));
    // The button is gone.
    if (isBack) onUndone();
  };
  if (cart.removed.value.length === 0) return null;
  return (
    <ul class="removed">
      {cart.removed.value.map((removed) => (
        <li key={removed.line.product} class="notice">
          <span>{CART_WORDS.removed(nameOf(removed))}</span>{' '}
          <button type="button" class="button" onClick={() => undo(removed)}>
            {CART_WORDS.undo}
            <span class="visually-hidden">{CART_WORDS.undoes(nameOf(removed))}</span>
          </button>
        </li>
      ))}
    </ul>
  );
};
