import type { Change } from '../../../lambdas/core/contract/question.ts';
import { Price } from './price.tsx';

/** What is other than the customer saw, in a sentence. */
export const ChangeText = ({ change, currency }: { change: Change; currency: string }) => {
  switch (change.kind) {
    case 'price':
      return (
        <>
          What you ordered costs <Price cents={change.totalCents} currency={currency} /> now; you saw{' '}
          <Price cents={change.seenTotalCents} currency={currency} />.
        </>
      );
    case 'fewer':
      return (
        <>
          {change.name}: only {change.left} left, you ordered {change.wanted}.
        </>
      );
    case 'gone':
      return <>{change.name} is not to be had any more.</>;
  }
};
