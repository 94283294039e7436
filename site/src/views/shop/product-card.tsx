import type { Product } from '../../../../lambdas/core/contract/product.ts';
import { Picture } from '../../pictures/picture.tsx';
import { fewLeftOf, isSoldOut } from '../../stores/left.ts';
import { Price } from '../price.tsx';
import { productPath } from '../product-path.ts';
import { useShop } from '../shop-context.ts';
import { useSay } from '../words.tsx';
import { AddToCart } from './add-to-cart.tsx';
import { sayNoRoom } from './shop-words.ts';

const InCart = ({ product }: { product: Product }) => {
  const { cart } = useShop();
  const say = useSay();
  const quantity = cart.quantityOf(product.product);
  const few = fewLeftOf(product);
  const texts = [
    few === undefined ? undefined : say('shop.left', { count: few }),
    quantity > 0 ? say('shop.inCart', { count: quantity }) : undefined,
    sayNoRoom(say, cart.roomFor(product), product.maxPerOrder),
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
