import { useState } from 'preact/hooks';
import type { Product } from '../../../../lambdas/core/contract/product.ts';
import { useShop } from '../shop-context.ts';
import { useSay } from '../words.tsx';
import { sayNoRoom } from './shop-words.ts';

interface QuantityProps {
  name: string;
  /** How many more can be had. */
  most: number;
  value: number;
  onChange: (quantity: number) => void;
}

const Quantity = ({ name, most, value, onChange }: QuantityProps) => (
  <select
    class="how-many"
    aria-label={useSay()('shop.howMany', { name })}
    value={value}
    onChange={({ currentTarget }) => onChange(Number(currentTarget.value))}
  >
    {Array.from({ length: most }, (_, index) => (
      <option key={index} value={index + 1}>
        {index + 1}
      </option>
    ))}
  </select>
);

/** How many of a product, and the button that adds them. It stays where it is, whatever it did, so that the focus stays too. */
export const AddToCart = ({ product }: { product: Product }) => {
  const { cart, announcer } = useShop();
  const say = useSay();
  const [wanted, setWanted] = useState(1);
  const room = cart.roomFor(product);
  const free = cart.freeFor(product);
  const quantity = Math.max(Math.min(wanted, free), 1);
  const add = (): void => {
    const reason = sayNoRoom(say, cart.roomFor(product), product.maxPerOrder);
    announcer.say(reason ?? say('shop.nowInCart', { name: product.name, count: cart.add(product, quantity) }));
    setWanted(1);
  };
  return (
    <div class="add-to-cart">
      {free > 1 && <Quantity name={product.name} most={free} value={quantity} onChange={setWanted} />}
      <button type="button" class="button primary" aria-disabled={room !== 'yes'} onClick={add}>
        {say('shop.addToCart')}
        <span class="visually-hidden"> {product.name}</span>
      </button>
    </div>
  );
};
