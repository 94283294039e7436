import { useEffect } from 'preact/hooks';
import { countOf } from '../../format/count.ts';
import { LaterCheckoutPage } from '../later.tsx';
import { Price } from '../price.tsx';
import { useShop } from '../shop-context.ts';

/** Below the catalogue, always in sight: what is in the cart, and the way on. */
export const CartBar = () => {
  const { cart, checkout } = useShop();
  const isEmpty = cart.count.value === 0;
  useEffect(() => {
    if (!isEmpty) void LaterCheckoutPage.preload();
  }, [isEmpty]);
  if (isEmpty) return null;
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
