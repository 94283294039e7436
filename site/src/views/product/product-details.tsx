import type { Product } from '../../../../lambdas/core/contract/product.ts';
import { Picture } from '../../pictures/picture.tsx';
import { fewLeftOf, isSoldOut } from '../../stores/left.ts';
import { Price } from '../price.tsx';
import { AddToCart } from '../shop/add-to-cart.tsx';
import { sayNoRoom } from '../shop/shop-words.ts';
import { useShop } from '../shop-context.ts';
import { PriceNote } from '../total.tsx';
import { PRODUCT_WORDS } from './product-words.ts';

/** Whether it can be had, and of what is counted, how many. */
const Stock = ({ product }: { product: Product }) => {
  if (!product.available) {
    return (
      <p>
        <strong>{PRODUCT_WORDS.unavailable}.</strong> {PRODUCT_WORDS.unavailableMore}
      </p>
    );
  }
  if (isSoldOut(product)) {
    return (
      <p>
        <strong>{PRODUCT_WORDS.soldOut}.</strong> {PRODUCT_WORDS.soldOutMore}
      </p>
    );
  }
  const few = fewLeftOf(product);
  return (
    <p>
      <strong>{few === undefined ? PRODUCT_WORDS.inStock : PRODUCT_WORDS.onlyLeft(few)}.</strong>{' '}
      <span class="muted">{PRODUCT_WORDS.atMost(product.maxPerOrder)}</span>
    </p>
  );
};

/** Of one line's height also when it is empty, so that adding moves nothing. */
const InCart = ({ product }: { product: Product }) => {
  const { cart } = useShop();
  const quantity = cart.quantityOf(product.product);
  const room = cart.roomFor(product);
  return (
    <p class="in-cart muted">
      {quantity > 0 && (
        <>
          {PRODUCT_WORDS.inCart(quantity)} {room !== 'yes' && `${sayNoRoom(room, product.maxPerOrder)}. `}
          <a href="/checkout">{PRODUCT_WORDS.toCart}</a>
        </>
      )}
      {quantity === 0 && room === 'cart-full' && sayNoRoom(room, product.maxPerOrder)}
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
