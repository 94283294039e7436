import { useId, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { Product } from '../../../../lambdas/core/contract/product.ts';
import { leftOf, mostOf } from '../../stores/left.ts';
import { sayAdjusted } from '../../stores/quantity-note.ts';
import { useShop } from '../shop-context.ts';
import { useSay } from '../words.tsx';

/** How many of a product, by buttons or typed; never less than one, nor more than an order may hold and is left. Where another quantity is
 * taken than the one asked for, it says so. */
export const QuantityField = ({ product, quantity }: { product: Product; quantity: number }) => {
  const { cart, announcer } = useShop();
  const say = useSay();
  const [note, setNote] = useState<string>();
  const id = useId();
  const typed = useRef<HTMLInputElement>(null);
  // Not as a property: what is shown anew for another reason would take away what is being typed.
  useLayoutEffect(() => {
    if (typed.current) typed.current.value = String(quantity);
  }, [quantity]);
  const set = (wanted: number): number => {
    const taken = Number.isNaN(wanted) ? quantity : cart.setQuantity(product, wanted);
    const adjusted = sayAdjusted(say, {
      name: product.name,
      wanted,
      taken,
      most: product.maxPerOrder,
      left: leftOf(product),
    });
    setNote(adjusted);
    announcer.say(adjusted ?? say('shop.nowInCart', { name: product.name, count: taken }));
    return taken;
  };
  return (
    <>
      <div class="quantity">
        <button
          type="button"
          aria-label={say('line.fewer', { name: product.name })}
          aria-disabled={quantity <= 1}
          onClick={() => set(quantity - 1)}
        >
          −
        </button>
        <input
          type="number"
          inputMode="numeric"
          aria-label={say('line.quantityOf', { name: product.name })}
          min={1}
          max={mostOf(product)}
          ref={typed}
          aria-describedby={note === undefined ? undefined : id}
          onChange={(event) => {
            const input = event.currentTarget;
            // Written back also when the quantity stays: what was typed may be no quantity at all.
            input.value = String(set(input.valueAsNumber));
          }}
        />
        <button
          type="button"
          aria-label={say('line.more', { name: product.name })}
          aria-disabled={quantity >= mostOf(product)}
          onClick={() => set(quantity + 1)}
        >
          +
        </button>
      </div>
      {note !== undefined && (
        <p class="quantity-note" id={id}>
          {note}
        </p>
      )}
    </>
  );
};
