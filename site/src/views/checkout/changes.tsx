import { useEffect } from 'preact/hooks';
import type { Change } from '../../stores/put-back.ts';
import { Price } from '../price.tsx';
import { useShop } from '../shop-context.ts';

const ChangeText = ({ change }: { change: Change }) => {
  switch (change.kind) {
    case 'gone':
      return <>{change.name} is not in the shop any more and is left out.</>;
    case 'unavailable':
      return <>{change.name} is not available at the moment and is left out.</>;
    case 'sold-out':
      return <>{change.name} is sold out and is left out.</>;
    case 'cart-full':
      return <>{change.name} does not fit: the cart holds 20 different products at most.</>;
    case 'quantity':
      if (change.because === 'left') {
        return (
          <>
            {change.name}: {change.now} instead of {change.ordered}, as no more are left.
          </>
        );
      }
      return change.because === 'limit' ? (
        <>
          {change.name}: {change.now} instead of {change.ordered}, the most that one order may hold.
        </>
      ) : (
        <>
          {change.name}: {change.now} were in your cart already and stay; you had ordered {change.ordered}.
        </>
      );
    case 'total':
      return (
        <>
          It costs <Price {...change.now} /> now; when you ordered it was <Price {...change.before} />.
        </>
      );
  }
};

/** What is not as it was when the order that was put back in the cart was placed. */
export const Changes = () => {
  const { putBack } = useShop();
  const changes = putBack.changes.value;
  useEffect(() => putBack.dismiss, []);
  if (changes.length === 0) return null;
  return (
    <div class="notice" role="status">
      <p>Something has changed since you ordered:</p>
      <ul class="reasons">
        {changes.map((change) => (
          <li key={change.kind === 'total' ? 'total' : change.name}>
            <ChangeText change={change} />
          </li>
        ))}
      </ul>
    </div>
  );
};
