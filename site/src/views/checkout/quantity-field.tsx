import type { Product } from '../../../../lambdas/core/contract/product.ts';
import { useShop } from '../shop-context.ts';

/** How many of a product, by buttons or typed; never less than one, nor more than an order may hold. */
export const QuantityField = ({ product, quantity }: { product: Product; quantity: number }) => {
  const { cart, announcer } = useShop();
  const set = (wanted: number): number => {
    const now = cart.setQuantity(product, wanted);
    announcer.say(
      wanted > now ? `At most ${now} of ${product.name} in one order.` : `${product.name}: ${now} in the cart.`,
    );
    return now;
  };
  return (
    <div class="quantity">
      <button
        type="button"
        aria-label={`One fewer: ${product.name}`}
        aria-disabled={quantity <= 1}
        onClick={() => set(quantity - 1)}
      >
        −
      </button>
      <input
        type="number"
        inputMode="numeric"
        aria-label={`Quantity of ${product.name}`}
        min={1}
        max={product.maxPerOrder}
        value={quantity}
        onChange={(event) => {
          const input = event.currentTarget;
          // Written back also when the quantity stays: what was typed may be no quantity at all.
          input.value = String(set(input.valueAsNumber));
        }}
      />
      <button
        type="button"
        aria-label={`One more: ${product.name}`}
        aria-disabled={quantity >= product.maxPerOrder}
        onClick={() => set(quantity + 1)}
      >
        +
      </button>
    </div>
  );
};
