import { useRef } from 'preact/hooks';
import { Picture } from '../../pictures/picture.tsx';
import type { SaySite } from '../../stores/languages.ts';
import type { ShownLine } from '../../stores/order-lines.ts';
import { sayFailure } from '../failure-words.ts';
import { focusTitle } from '../page.tsx';
import { Price } from '../price.tsx';
import { useShop } from '../shop-context.ts';
import { useSay, useWords } from '../words.tsx';
import { QuantityField } from './quantity-field.tsx';
import { Removed } from './removed.tsx';

const sayObstacle = (say: SaySite, { obstacle, details }: ShownLine): string | undefined => {
  switch (obstacle) {
    case undefined:
      return undefined;
    case 'other-currency':
      return say('line.other-currency', { currency: details?.currency ?? '' });
    case 'too-few-left':
      return say('line.too-few-left', { count: details?.stock ?? 0 });
    case 'too-many':
      return say('line.too-many', { most: details?.maxPerOrder ?? 0 });
    default:
      return say(`line.${obstacle}`);
  }
};

const LinePrice = ({ line: { details, quantity } }: { line: ShownLine }) => {
  const say = useSay();
  if (!details) return null;
  return (
    <p class="line-price">
      <Price cents={details.unitPriceCents * quantity} currency={details.currency} />
      {quantity > 1 && (
        <span class="muted">
          {say.parts('each', { price: <Price cents={details.unitPriceCents} currency={details.currency} /> })}
        </span>
      )}
    </p>
  );
};

const Line = ({ line, onRemove }: { line: ShownLine; onRemove: () => void }) => {
  const name = line.details?.name ?? line.product;
  const say = useSay();
  const obstacle = sayObstacle(say, line);
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
            {say('line.remove')}
            <span class="visually-hidden"> {name}</span>
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
  const words = useWords();
  const { say } = words;
  const state = catalogue.state.value;
  if (state.status === 'failed') {
    return (
      <div class="panel" role="alert">
        <p>
          {sayFailure(words, state.failure)} {say('checkout.cartKept', { count: cart.count.value })}
        </p>
        <button type="button" class="button primary" onClick={onRetry}>
          {say('tryAgain')}
        </button>
      </div>
    );
  }
  return (
    <>
      <p class="muted waiting">{say('checkout.lookingUp')}</p>
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
  const say = useSay();
  const heading = useRef<HTMLHeadingElement>(null);
  const isKnown = catalogue.state.value.status === 'ready';
  const retry = (): void => {
    void catalogue.load();
    // The button is gone meanwhile.
    heading.current?.focus();
  };
  const remove = ({ product, details }: ShownLine): void => {
    cart.remove(product);
    announcer.say(say('line.removedAloud', { name: details?.name ?? product }));
    // The button is gone with its line, and the focus would be nowhere.
    if (cart.count.peek() === 0) requestAnimationFrame(focusTitle);
    else heading.current?.focus();
  };
  return (
    <section class="lines" aria-labelledby="cart-heading">
      <h2 id="cart-heading" ref={heading} tabIndex={-1}>
        {say('checkout.cart')}
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
