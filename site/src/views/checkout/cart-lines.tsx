import { useRef } from 'preact/hooks';
import { countOf } from '../../format/count.ts';
import { Picture } from '../../pictures/picture.tsx';
import { sayLeft } from '../../stores/left.ts';
import type { ShownLine } from '../../stores/order-lines.ts';
import { sayFailure } from '../failure-words.ts';
import { focusTitle } from '../page.tsx';
import { Price } from '../price.tsx';
import { useShop } from '../shop-context.ts';
import { CART_WORDS } from './cart-words.ts';
import { QuantityField } from './quantity-field.tsx';
import { Removed } from './removed.tsx';

const sayObstacle = ({ obstacle, details }: ShownLine): string | undefined => {
  if (obstacle === 'gone') return 'This is not in the shop any more. Please remove it.';
  if (obstacle === 'unavailable') return 'This is not available at the moment. Please remove it.';
  if (obstacle === 'other-currency') {
    return `This is priced in ${details?.currency}, what comes before it is not. Please order it by itself.`;
  }
  if (obstacle === 'sold-out') return 'This is sold out. Please remove it.';
  if (obstacle === 'too-few-left' && details) return `${sayLeft(details)} Please take fewer.`;
  return obstacle === 'too-many' ? `At most ${details?.maxPerOrder} in one order. Please take fewer.` : undefined;
};

const LinePrice = ({ line: { details, quantity } }: { line: ShownLine }) => {
  if (!details) return null;
  return (
    <p class="line-price">
      <Price cents={details.unitPriceCents * quantity} currency={details.currency} />
      {quantity > 1 && (
        <span class="muted">
          <Price cents={details.unitPriceCents} currency={details.currency} /> each
        </span>
      )}
    </p>
  );
};

const Line = ({ line, onRemove }: { line: ShownLine; onRemove: () => void }) => {
  const name = line.details?.name ?? line.product;
  const obstacle = sayObstacle(line);
  return (
    <li class="line">
      <div class="tile small">
        <Picture product={line.product} />
      </div>
      <div class="line-text">
        <h3>{name}</h3>
        {obstacle && <p class="fault">{obstacle}</p>}
        <div class="line-controls">
          {line.details?.available && line.obstacle !== 'sold-out' && (
            <QuantityField product={line.details} quantity={line.quantity} />
          )}
          <button type="button" class="button quiet" onClick={onRemove}>
            Remove<span class="visually-hidden"> {name}</span>
          </button>
        </div>
      </div>
      <LinePrice line={line} />
    </li>
  );
};

/** Instead of the lines, while names and prices are not known: keys would tell nothing, and no sum can be made of them. */
const Unknown = ({ onRetry }: { onRetry: () => void }) => {
  const { cart, catalogue } = useShop();
  const state = catalogue.state.value;
  if (state.status === 'failed') {
    return (
      <div class="panel" role="alert">
        <p>
          {sayFailure(state.failure)} Your cart with {countOf(cart.count.value, 'item', 'items')} is kept.
        </p>
        <button type="button" class="button primary" onClick={onRetry}>
          Try again
        </button>
      </div>
    );
  }
  return (
    <>
      <p class="muted waiting">Looking up what is in your cart …</p>
      <ul aria-hidden="true">
        {cart.lines.value.map(({ product }) => (
          <li key={product} class="line placeholder" />
        ))}
      </ul>
    </>
  );
};

/** What is in the cart, to be changed. */
export const CartLines = () => {
  const { cart, catalogue, checkout, announcer } = useShop();
  const heading = useRef<HTMLHeadingElement>(null);
  const isKnown = catalogue.state.value.status === 'ready';
  const retry = (): void => {
    void catalogue.load();
    // The button is gone meanwhile.
    heading.current?.focus();
  };
  const remove = ({ product, details }: ShownLine): void => {
    cart.remove(product);
    announcer.say(CART_WORDS.removedAloud(details?.name ?? product));
    // The button is gone with its line, and the focus would be nowhere.
    if (cart.count.peek() === 0) requestAnimationFrame(focusTitle);
    else heading.current?.focus();
  };
  return (
    <section class="lines" aria-labelledby="cart-heading">
      <h2 id="cart-heading" ref={heading} tabIndex={-1}>
        Your cart
      </h2>
      <Removed onUndone={() => heading.current?.focus()} />
      {!isKnown && <Unknown onRetry={retry} />}
      {isKnown && (
        <ul>
          {checkout.lines.value.map((line) => (
            <Line key={line.product} line={line} onRemove={() => remove(line)} />
          ))}
        </ul>
      )}
    </section>
  );
};
