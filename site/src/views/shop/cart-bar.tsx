import { useEffect } from 'preact/hooks';
import { LaterCheckoutPage } from '../later.tsx';
import { Price } from '../price.tsx';
import { useShop } from '../shop-context.ts';
import { whenIdle } from '../when-idle.ts';
import { useSay } from '../words.tsx';

/** Below the catalogue, always in sight: what is in the cart, and the way on. */
export const CartBar = () => {
  const { cart, checkout, languages } = useShop();
  const say = useSay();
  const isEmpty = cart.count.value === 0;
  useEffect(() => {
    if (isEmpty) return undefined;
    return whenIdle(() => {
      void LaterCheckoutPage.preload();
      void languages.prepareWhole();
    });
  }, [isEmpty]);
  if (isEmpty) return null;
  const total = checkout.total.value;
  return (
    <section class="cart-bar" aria-label={say('cartBar.title')}>
      <p>
        {say('items', { count: cart.count.value })}
        {total && (
          <>
            {', '}
            <Price {...total} />
          </>
        )}
      </p>
      <a class="button primary" href="/checkout">
        {say('cartBar.checkOut')}
      </a>
    </section>
  );
};
