import { countOf } from '../../format/count.ts';
import { Price } from '../price.tsx';
import { useShop } from '../shop-context.ts';

/** Below the catalogue, always in sight: what is in the cart, and the way on. */
export const CartBar = () => {
  const { cart, checkout } = useShop();
  if (cart.count.value === 0) return null;
  const total = checkout.total.value;
  return (
    <section class="cart-bar" aria-label="Your cart">
      <p>
        {countOf(cart.count.value, 'item', 'items')}
        {total && (
          <>
            {', '}
            <Price {...total} />
          </>
        )}
      </p>
      <a class="button primary" href="/checkout">
        Check out
      </a>
    </section>
  );
};
