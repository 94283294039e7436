import type { Product } from '../../../../lambdas/core/contract/product.ts';
import { Picture } from '../../pictures/picture.tsx';
import { fewLeftOf, isSoldOut } from '../../stores/left.ts';
import { Price } from '../price.tsx';
import { AddToCart } from '../shop/add-to-cart.tsx';
import { sayNoRoom } from '../shop/shop-words.ts';
import { useShop } from '../shop-context.ts';
import { PriceNote } from '../total.tsx';
import { useSay } from '../words.tsx';

/** Whether it can be had, and of what is counted, how many. */
const Stock = ({ product }: { product: Product }) => {
  const say = useSay();
  if (!product.available) {
    return (
      <p>
        <strong>{say('product.unavailable')}</strong> {say('product.unavailableMore')}
      </p>
    );
  }
  if (isSoldOut(product)) {
    return (
      <p>
        <strong>{say('product.soldOut')}</strong> {say('product.soldOutMore')}
      </p>
    );
  }
  const few = fewLeftOf(product);
  return (
    <p>
      <strong>{few === undefined ? say('product.inStock') : say('product.onlyLeft', { count: few })}</strong>{' '}
      <span class="muted">{say('product.atMost', { most: product.maxPerOrder })}</span>
    </p>
  );
};

/** Of one line's height also when it is empty, so that adding moves nothing. */
const InCart = ({ product }: { product: Product }) => {
  const { cart } = useShop();
  const say = useSay();
  const quantity = cart.quantityOf(product.product);
  const room = cart.roomFor(product);
  return (
    <p class="in-cart muted">
      {quantity > 0 && (
        <>
          {say('product.inCart', { count: quantity })}{' '}
          {room !== 'yes' && `${sayNoRoom(say, room, product.maxPerOrder)}. `}
          <a href="/checkout">{say('product.toCart')}</a>
        </>
      )}
      {quantity === 0 && room === 'cart-full' && sayNoRoom(say, room, product.maxPerOrder)}
    </p>
  );
};

/** A product large: what it is, what it costs, whether it can be had, and the way into the cart. */
export const ProductDetails = ({ product }: { product: Product }) => {
  const onSale = product.available && !isSoldOut(product);
  return (
    <div class={onSale ? 'product' : 'product unavailable'}>
      <div class="tile">
        <Picture product={product.product} />
      </div>
      <div class="product-text">
        <p class="lead">{product.description}</p>
        <p class="product-price">
          <Price cents={product.unitPriceCents} currency={product.currency} />
        </p>
        <PriceNote />
        <Stock product={product} />
        {onSale && <AddToCart product={product} />}
        <InCart product={product} />
      </div>
    </div>
  );
};
