import type { Product } from '../../../../lambdas/core/contract/product.ts';
import { Picture } from '../../pictures/picture.tsx';
import { fewLeftOf, isSoldOut } from '../../stores/left.ts';
import { Price } from '../price.tsx';
import { productPath } from '../product-path.ts';
import { useShop } from '../shop-context.ts';
import { AddToCart } from './add-to-cart.tsx';
import { SHOP_WORDS, sayNoRoom } from './shop-words.ts';

const InCart = ({ product }: { product: Product }) => {
  const { cart } = useShop();
  const quantity = cart.quantityOf(product.product);
  const few = fewLeftOf(product);
  const texts = [
    few === undefined ? undefined : SHOP_WORDS.left(few),
    quantity > 0 ? SHOP_WORDS.inCart(quantity) : undefined,
    sayNoRoom(cart.roomFor(product), product.maxPerOrder),
  ];
  return <p class="card-note">{texts.filter((text) => text !== undefined).join(' · ')}</p>;
};

/** A product of the catalogue, with the way to its page and into the cart. */
export const ProductCard = ({ product }: { product: Product }) => {
  const onSale = product.available && !isSoldOut(product);
  return (
    <li class={onSale ? 'card' : 'card unavailable'}>
      <div class="tile">
        <Picture product={product.product} />
      </div>
      <div class="card-text">
        <h2>
          <a href={productPath(product.product)}>{product.name}</a>
        </h2>
        <p class="muted">{product.description}</p>
      </div>
      <div class="card-foot">
        <Price cents={product.unitPriceCents} currency={product.currency} />
        {onSale && <AddToCart product={product} />}
      </div>
      <InCart product={product} />
    </li>
  );
};
