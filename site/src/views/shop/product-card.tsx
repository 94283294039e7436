import type { Product } from '../../../../lambdas/core/contract/product.ts';
import { Picture } from '../../pictures/picture.tsx';
import type { Room } from '../../stores/cart.ts';
import { fewLeftOf, isSoldOut } from '../../stores/left.ts';
import { Price } from '../price.tsx';
import { useShop } from '../shop-context.ts';

const whyNot = (room: Room, product: Product): string | undefined =>
  ({
    yes: undefined,
    unavailable: 'Not available at the moment',
    'sold-out': 'Sold out',
    'most-per-order': `At most ${product.maxPerOrder} in one order`,
    'all-that-is-left': 'No more are left',
    'cart-full': 'The cart is full: 20 different products at most',
  })[room];

/** The button stays where it is, whatever it did, so that the focus stays too. */
const AddButton = ({ product, room }: { product: Product; room: Room }) => {
  const { cart, announcer } = useShop();
  const add = (): void => {
    const reason = whyNot(cart.roomFor(product), product);
    announcer.say(reason ?? `${product.name}: ${cart.add(product)} in the cart.`);
  };
  return (
    <button type="button" class="button primary" aria-disabled={room !== 'yes'} onClick={add}>
      Add to cart<span class="visually-hidden"> {product.name}</span>
    </button>
  );
};

const InCart = ({ product, room }: { product: Product; room: Room }) => {
  const quantity = useShop().cart.quantityOf(product.product);
  const few = fewLeftOf(product);
  const texts = [
    few === undefined ? undefined : `${few} left`,
    quantity > 0 ? `${quantity} in the cart` : undefined,
    whyNot(room, product),
  ];
  return <p class="card-note">{texts.filter((text) => text !== undefined).join(' · ')}</p>;
};

/** A product of the catalogue, with its way into the cart. */
export const ProductCard = ({ product }: { product: Product }) => {
  const room = useShop().cart.roomFor(product);
  const onSale = product.available && !isSoldOut(product);
  return (
    <li class={onSale ? 'card' : 'card unavailable'}>
      <div class="tile">
        <Picture product={product.product} />
      </div>
      <div class="card-text">
        <h2>{product.name}</h2>
        <p class="muted">{product.description}</p>
      </div>
      <div class="card-foot">
        <Price cents={product.unitPriceCents} currency={product.currency} />
        {onSale && <AddButton product={product} room={room} />}
      </div>
      <InCart product={product} room={room} />
    </li>
  );
};
